import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { Document, parseAllDocuments } from 'yaml';
import { findingsOf, type Manifest } from './support/kubernetes-schema.ts';
import { deploymentParts, MANIFEST_FILES, MANIFESTS, manifest } from './support/manifests.ts';
import { DEPLOY, readYaml } from './support/repository.ts';
import { settingsOfServe, unknownArguments, unknownSettings } from './support/settings.ts';
import { GONE_AFTER_SECONDS } from './support/times.ts';

const { deployment: DEPLOYMENT, pod: POD, container: CONTAINER } = deploymentParts();
const CONFIG = manifest('Secret', 'rollcall-config').stringData?.['config.yaml'] ?? '';

/** What the container's command sees, but for what the kubelet makes of files. */
function environment(): Record<string, string> {
  return {
    ROLLCALL_HOST: '0.0.0.0',
    ...manifest('ConfigMap', 'rollcall-settings').data,
    ...Object.fromEntries(CONTAINER.env.map(({ name, value }) => [name, value])),
  };
}

describe('the Kubernetes manifests', () => {
  for (const each of MANIFESTS) {
    it(`${each.kind} ${each.metadata.name} keeps to its schema`, () => {
      assert.deepEqual(findingsOf(each), []);
    });
  }

  it('would not pass with a field that is none, or a value of another kind', () => {
    const spelt = new Document(manifest('Deployment'));
    spelt.setIn(['spec', 'template', 'spec', 'containers', 0, 'readinessProb'], 'x');
    assert.deepEqual(findingsOf(spelt.toJS()), ['/spec/template/spec/containers/0/readinessProb is no field']);
    const typed = new Document(manifest('Service'));
    typed.setIn(['spec', 'ports', 0, 'port'], 'https');
    assert.equal(findingsOf(typed.toJS()).length, 1);
  });

  it('are all named in the kustomization, but for the example of the secrets', () => {
    const [kustomization] = readYaml('deploy/kubernetes/kustomization.yaml') as { resources: string[] }[];
    const named = kustomization?.resources.map((file) => `deploy/kubernetes/${file}`).sort();
    assert.deepEqual(
      named,
      MANIFEST_FILES.filter((file) => !file.includes('example')),
    );
  });

  it('start the command with settings that it has, and understands', async () => {
    assert.deepEqual(await unknownSettings(environment()), []);
    assert.deepEqual(await unknownArguments(CONTAINER.args), []);
    assert.equal(POD.enableServiceLinks, false, 'or Kubernetes sets ROLLCALL_PORT');
    const { values, plan } = await settingsOfServe(environment(), CONFIG);
    assert.deepEqual(
      CONTAINER.ports.map(({ name, containerPort }) => [name, containerPort]),
      [
        ['https', plan.listen.port],
        ['telemetry', plan.telemetry.port],
      ],
    );
    assert.match(values.databaseUrl ?? '', /sslmode=verify-full$/);
    const most = manifest('HorizontalPodAutoscaler').spec?.maxReplicas ?? Number.NaN;
    const leaving = Math.ceil(
      (Number(CONTAINER.lifecycle.preStop.exec.command[1]) + GONE_AFTER_SECONDS) / DEPLOYMENT.minReadySeconds,
    );
    assert.ok(
      (most + DEPLOYMENT.strategy.rollingUpdate.maxSurge + leaving) * values.databaseConnections < 90,
      'PostgreSQL takes 100 connections',
    );
  });

  it('mount every file that the settings name', () => {
    for (const path of Object.values(environment()).filter((value) => value.startsWith('/'))) {
      const mount = CONTAINER.volumeMounts.find(({ mountPath }) => path.startsWith(`${mountPath}/`));
      const secret = POD.volumes.find(({ name }) => name === mount?.name)?.secret?.secretName ?? '';
      assert.ok(manifest('Secret', secret).stringData?.[basename(path)], path);
    }
  });

  it('probe paths that exist: liveness does not depend on the database, readiness does', () => {
    for (const [probe, path] of [
      ['startupProbe', '/healthz'],
      ['livenessProbe', '/healthz'],
      ['readinessProbe', '/readyz'],
    ] as const) {
      assert.deepEqual(CONTAINER[probe].httpGet, { path, port: 'telemetry' });
      assert.ok(CONTAINER[probe].timeoutSeconds > 2, 'a check takes two seconds at the most');
    }
  });

  it('give a pod the time to hear of its end, to drain, and some more', () => {
    const [program, wait] = CONTAINER.lifecycle.preStop.exec.command;
    assert.equal(program, 'sleep');
    const unready = CONTAINER.readinessProbe.periodSeconds * CONTAINER.readinessProbe.failureThreshold;
    assert.ok(Number(wait) >= unready);
    assert.ok(POD.terminationGracePeriodSeconds >= Number(wait) + GONE_AFTER_SECONDS + 5);
  });

  it('keep at least two pods while one is replaced, moved or lost', () => {
    assert.equal(manifest('HorizontalPodAutoscaler').spec?.minReplicas, 3);
    assert.equal(DEPLOYMENT.replicas, undefined, 'or each apply undoes what the autoscaler did');
    assert.equal(DEPLOYMENT.strategy.rollingUpdate.maxUnavailable, 0);
    assert.equal(manifest('PodDisruptionBudget').spec?.maxUnavailable, 1);
    const keys = POD.topologySpreadConstraints.map(({ topologyKey }) => topologyKey);
    assert.deepEqual(keys, ['topology.kubernetes.io/zone', 'kubernetes.io/hostname']);
  });

  it('keep to the restricted profile that the namespace enforces, and write to nothing', () => {
    assert.equal(manifest('Namespace').metadata.labels?.['pod-security.kubernetes.io/enforce'], 'restricted');
    assert.equal(POD.securityContext.runAsNonRoot, true);
    assert.deepEqual(POD.securityContext.seccompProfile, { type: 'RuntimeDefault' });
    assert.deepEqual(CONTAINER.securityContext, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    assert.equal(POD.automountServiceAccountToken, false);
    assert.ok(CONTAINER.resources.limits.memory);
  });

  it('select the pods of the Deployment wherever something is selected', () => {
    const { labels } = DEPLOYMENT.template.metadata;
    assert.deepEqual(DEPLOYMENT.selector.matchLabels, labels);
    assert.deepEqual(manifest('Service').spec?.selector, labels);
    assert.deepEqual(manifest('PodDisruptionBudget').spec?.selector?.matchLabels, labels);
    assert.deepEqual(manifest('NetworkPolicy').spec?.podSelector?.matchLabels, labels);
    for (const { labelSelector } of POD.topologySpreadConstraints) assert.deepEqual(labelSelector.matchLabels, labels);
    assert.equal(manifest('HorizontalPodAutoscaler').spec?.scaleTargetRef?.name, 'rollcall');
  });

  it('are put together by kustomize', (context) => {
    const built = spawnSync('kubectl', ['kustomize', join(DEPLOY, 'kubernetes')], { encoding: 'utf8' });
    if (built.error !== undefined) return context.skip('there is no kubectl here');
    assert.equal(built.status, 0, built.stderr);
    const documents = parseAllDocuments(built.stdout).map((document) => document.toJS() as Manifest);
    assert.equal(documents.length, MANIFESTS.length - 2);
    assert.deepEqual(documents.flatMap(findingsOf), []);
    assert.match(built.stdout, /image: registry\.example\.com\/rollcall:0\.1\.0\n/);
  });
});
