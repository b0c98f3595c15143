import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";

/** Shows its children until drawing them fails; then nothing, and says so. The browser's console gets the error. */
export function FailureGuard({ onFailure, children }: { onFailure: () => void; children: ComponentChildren }): ComponentChildren {
  const boundary = useErrorBoundary((error: unknown) => {
    setTimeout(() => {
      onFailure();
      throw error;
    });
  });
  return boundary[0] === undefined ? children : null;
}
