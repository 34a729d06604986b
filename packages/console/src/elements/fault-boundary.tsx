import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { texts } from '../texts/texts.ts';

interface FaultBoundaryProps {
  /** Another one begins anew. */
  readonly at: string;
  readonly children: ReactNode;
}

interface FaultBoundaryState {
  readonly fault: Error | undefined;
  readonly at: string;
}

/** Keeps a fault of one page from taking the console with it. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { fault: undefined, at: this.props.at };

  static getDerivedStateFromError(fault: Error): Partial<FaultBoundaryState> {
    return { fault };
  }

  static getDerivedStateFromProps({ at }: FaultBoundaryProps, state: FaultBoundaryState): FaultBoundaryState | null {
    return at === state.at ? null : { fault: undefined, at };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return (
      <Alert color="red" role="alert" title={texts.t('shell.failed.title')}>
        <Stack align="flex-start">
          <Text size="sm">{texts.t('shell.failed.crashed')}</Text>
          <Code>{fault.message}</Code>
          <Button variant="default" onClick={() => location.reload()}>
            {texts.t('shell.failed.reload')}
          </Button>
        </Stack>
      </Alert>
    );
  }
}
