import assert from 'node:assert/strict';
import type { Manifest } from './kubernetes-schema.ts';
import { filesIn, readYaml } from './repository.ts';

/** The manifests' files, the kustomization aside. */
export const MANIFEST_FILES = filesIn('kubernetes', '*.yaml').filter((file) => !file.endsWith('kustomization.yaml'));

// Their form is for the schemas to say, and a test asks them.
export const MANIFESTS = MANIFEST_FILES.flatMap(readYaml) as (Manifest & Partial<Parts>)[];

type Labels = Readonly<Record<string, string>>;

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly lifecycle: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
  readonly resources: { readonly limits: { readonly memory?: string; readonly cpu?: string } };
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Pod {
  readonly enableServiceLinks?: boolean;
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly terminationGracePeriodSeconds: number;
  readonly topologySpreadConstraints: readonly {
    readonly topologyKey: string;
    readonly labelSelector: { readonly matchLabels: Labels };
  }[];
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[];
}

/** What the tests look at, of all kinds together. */
interface Parts {
  readonly data: Labels;
  readonly stringData: Labels;
  readonly spec: {
    readonly selector?: Labels & { readonly matchLabels?: Labels };
    readonly podSelector?: { readonly matchLabels: Labels };
    readonly maxUnavailable?: number;
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly scaleTargetRef?: { readonly name: string };
  };
}

export interface Deployment {
  readonly replicas?: number;
  readonly minReadySeconds: number;
  readonly selector: { readonly matchLabels: Labels };
  readonly strategy: { readonly rollingUpdate: { readonly maxSurge: number; readonly maxUnavailable: number } };
  readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: Pod };
}

export function manifest(kind: string, name = 'rollcall'): (typeof MANIFESTS)[number] {
  const found = MANIFESTS.find((each) => each.kind === kind && each.metadata.name === name);
  assert.ok(found, `there is no ${kind} ${name}`);
  return found;
}

/** The Deployment's specification, its pod's, and its one container's. */
export function deploymentParts(): {
  readonly deployment: Deployment;
  readonly pod: Pod;
  readonly container: Container;
} {
  // As above: its schema has a test.
  const deployment = manifest('Deployment').spec as unknown as Deployment;
  const pod = deployment.template.spec;
  const [container, ...others] = pod.containers;
  assert.ok(container !== undefined && others.length === 0);
  return { deployment, pod, container };
}
