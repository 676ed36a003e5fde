import type { Actor } from '../platform/actor.ts'
import type { ContactRequest } from './standing-rules.ts'

/**
 * Who is to speak, as rules on speakers ask. Behind an API key is another system: who dials there is nobody the organisation
 * knows, least of all the member of staff who made the key.
 */
export function speakerOf(actor: Actor): NonNullable<ContactRequest['staff']> {
  return actor.key ? { id: null, roles: [] } : { id: actor.staffId, roles: actor.roles }
}
