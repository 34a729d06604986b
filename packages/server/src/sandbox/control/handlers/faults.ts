import type { CreateFaultRequest, SandboxFault, SandboxFaults } from '@rollcall/contract/sandbox';
import { misfitOf } from '../../faults/misfit.ts';
import { nobodyMeant } from '../../faults/nobody-meant.ts';
import type { ControlCall, ControlHandlers } from '../control-call.ts';
import { ControlRefusal } from '../control-refusal.ts';

export const faultHandlers = {
  CreateFault: async ({ homed, body }) => {
    const { tenant } = homed();
    const fault = body as CreateFaultRequest; // follows the schema of its kind
    const misfit = misfitOf(fault) ?? (await nobodyMeant(tenant, fault));
    if (misfit) {
      const sentence = `${misfit.field} ${misfit.description}.`;
      throw new ControlRefusal('invalid_control', { sentence, violations: [misfit] });
    }
    return tenant.faults.add(fault);
  },
  ListFaults: ({ homed }) => ({ faults: [...homed().tenant.faults.list()] }) satisfies SandboxFaults,
  GetFault: (call) => found(call, call.homed().tenant.faults.get(faultId(call))),
  DeleteFault: (call) => {
    found(call, call.homed().tenant.faults.remove(faultId(call)) || undefined);
    return undefined;
  },
  ClearFaults: ({ homed }) => {
    homed().tenant.faults.removeAll();
    return undefined;
  },
} as const satisfies ControlHandlers;

function faultId({ params }: ControlCall): string {
  return params.fault ?? '';
}

function found<Found extends SandboxFault | true>(call: ControlCall, fault: Found | undefined): Found {
  if (fault !== undefined) return fault;
  throw new ControlRefusal('not_found', {
    sentence: `There is no fault ${faultId(call)} in this account. List the faults to see which there are.`,
  });
}
