/** Which rows a piece of work may see; the database enforces it by row-level security. */
export interface Scope {
  orgId: string
  /** The branches at or below the actor's own. */
  branchIds: readonly string[]
  /** The branches above the actor's own, nearest first; their campaigns may be read. */
  ancestorIds: readonly string[]
}

/** Who acts, in which scope, with which roles, and at what instant: rules see no other clock. */
export interface Actor extends Scope {
  /** `null` for the system's own background work. */
  staffId: string | null
  branchId: string
  name: string
  roles: readonly string[]
  /** What he may do by all his roles together, his organisation's own included; absent means what the fixed roles allow. */
  permissions?: readonly string[]
  now: Temporal.Instant
  requestId: string
  /** The API key that acts in the name of the member of staff; it may do what he may, and of that only this. */
  key?: { id: string; name: string; prefix: string; permissions: readonly string[] }
}
