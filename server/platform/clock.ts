let offset = Temporal.Duration.from({ seconds: 0 })

/** The product's clock: the machine's, unless a rehearsal on old data has set it back. */
export function clockNow(): Temporal.Instant {
  return Temporal.Now.instant().add(offset)
}

/** Sets the product's clock to an instant from which it goes on; for rehearsing on data of another time. */
export function setClock(at: Temporal.Instant): void {
  offset = Temporal.Now.instant().until(at)
}
