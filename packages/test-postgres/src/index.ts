export { Cluster, type ClusterOptions } from './cluster.ts';
export { Network } from './network.ts';
