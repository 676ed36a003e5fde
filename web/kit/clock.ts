let ahead = Temporal.Duration.from({ seconds: 0 })

/** Sets the page's clock by the server's, which may rehearse on data of another time. */
export function setClock(at: Temporal.Instant): void {
  ahead = Temporal.Now.instant().until(at)
}

/** The present instant by the server's clock. */
export function clockNow(): Temporal.Instant {
  return Temporal.Now.instant().add(ahead)
}
