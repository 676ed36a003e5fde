import { words as customers } from '../customers/words.ts'
import { words as desk } from '../desk/words.ts'
import { words as hotline } from '../hotline/words.ts'
import { words as insight } from '../insight/words.ts'
import { words as plan } from '../planning/plan-words.ts'
import { words as policy } from '../planning/policy-words.ts'
import { words as planning } from '../planning/words.ts'
import { words as admin } from '../settings/admin-words.ts'
import { words as audit } from '../settings/audit-words.ts'
import { words as calendars } from '../settings/calendar-words.ts'
import { words as integrations } from '../settings/integration-words.ts'
import { words as signOn } from '../settings/sign-on-words.ts'
import { words as settings } from '../settings/words.ts'
import { words as shell } from '../shell-words.ts'
import { words as signIn } from '../sign-in/words.ts'
import { words as supervision } from '../supervision/words.ts'
import { words as kit } from './kit-words.ts'

/** The words of every area; `t('desk.next')` is the key `next` of `web/desk/words.ts`. */
export const areas = {
  kit,
  shell,
  signIn,
  desk,
  hotline,
  customers,
  planning,
  policy,
  plan,
  supervision,
  insight,
  settings,
  admin,
  calendars,
  audit,
  integrations,
  signOn,
}
