/** Appends what Microsoft's support asks for first. */
export function correlated(message: string, correlationId: string | undefined): string {
  return correlationId === undefined || message.includes(correlationId)
    ? message
    : `${message} MS-CorrelationId: ${correlationId}.`;
}
