/** The short number of a request, as it stands on its file and in each row: enough to find who took it out. */
export function numberOf(id: string): string {
  return id.replaceAll('-', '').slice(-8).toUpperCase()
}
