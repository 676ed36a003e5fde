import { verifyPassword } from 'better-auth/crypto'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { passwordHash } from './auth.ts'
import { deedDone } from './people-facts.ts'
import { peopleReasons } from './reasons.ts'
import { credentialOfStaff, writePassword } from './sign-in-store.ts'
import { writeProfile } from './staff-store.ts'
import { endOtherSessions } from './store.ts'

/** Changes how the product addresses me: my name and my language. */
export async function changeProfileOf(
  tx: Tx,
  person: Actor,
  given: { name: string; language: 'zh' | 'en' | null },
): Promise<void> {
  await writeProfile(tx, person.orgId, person.staffId!, given)
}

/** Changes my own password and ends my sessions everywhere else. Refuses a wrong current password. */
export async function changePasswordOf(
  tx: Tx,
  person: Actor,
  given: { current: string; password: string },
  token: string,
): Promise<void> {
  const credential = await credentialOfStaff(tx, person.orgId, person.staffId!)
  if (!credential) throw notFound()
  const { passwordHash: hash } = credential
  if (hash === null || !(await verifyPassword({ hash, password: given.current }))) {
    throw new Refusal('invalid', peopleReasons['wrong-password'], { problems: [{ path: 'current', message: '' }] })
  }
  await writePassword(tx, credential.userId, await passwordHash(given.password), person.now)
  await endOtherSessions(tx, person.orgId, person.staffId!, token)
  await deedDone.tell(tx, person, { action: 'staff.password-changed', subject: 'staff', subjectId: person.staffId })
}
