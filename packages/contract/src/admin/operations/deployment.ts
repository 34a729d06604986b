import type { AdminOperation } from '../admin-operation.ts';
import { READ } from './shapes.ts';

export const DEPLOYMENT_OPERATIONS = [
  {
    id: 'GetDeployment',
    method: 'GET',
    path: '/deployment',
    tag: 'Deployment',
    summary: 'How the deployment is',
    needs: 'deployment.read',
    family: READ,
    success: { status: 200, description: 'Health, counts and use.', schema: 'Deployment' },
  },
] as const satisfies readonly AdminOperation[];
