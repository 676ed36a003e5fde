import { words as customers } from '../customers/words.ts'
import { words as desk } from '../desk/words.ts'
import { words as hotline } from '../hotline/words.ts'
import { words as insight } from '../insight/words.ts'
import { words as planning } from '../planning/words.ts'
import { words as settings } from '../settings/words.ts'
import { words as shell } from '../shell-words.ts'
import { words as signIn } from '../sign-in/words.ts'
import { words as supervision } from '../supervision/words.ts'
import { words as kit } from './kit-words.ts'

/** The words of every area; `t('desk.next')` is the key `next` of `web/desk/words.ts`. */
export const areas = { kit, shell, signIn, desk, hotline, customers, planning, supervision, insight, settings }
