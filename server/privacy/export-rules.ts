/** The short number of a request, as it stands on its file and in each row: enough to find who took it out. */
export function numberOf(id: string): string {
  return id.replaceAll('-', '').slice(-8).toUpperCase()
}

const GROWS_BY_AT_LEAST = 10
const GROWS_BY_SHARE = 0.05

/**
 * How many rows a file may hold for which a number of rows was approved: business goes on between request and file, but
 * nobody slips a hundred thousand customers into a list of one after it was approved.
 */
export function mostRows(approved: number): number {
  return approved + Math.max(GROWS_BY_AT_LEAST, Math.ceil(approved * GROWS_BY_SHARE))
}
