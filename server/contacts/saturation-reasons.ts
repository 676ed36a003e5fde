import { reasons } from '../platform/reason.ts'
import { type CapFacts, release, type Until, within } from './verdict-reasons.ts'

interface Taken extends CapFacts {
  counting: 'attempts' | 'conversations'
}

const takenZh = (f: Taken) =>
  `${within(f, 'zh')}${f.counting === 'conversations' ? '通话' : '联系'} ${f.count} 次，上限 ${f.cap} 次`
const takenEn = (f: Taken) =>
  `${f.count} of ${f.cap} ${f.counting === 'conversations' ? 'conversations' : 'attempts'} ${within(f, 'en')}`

/** How much of a cap is taken, and when the next contact has a place. */
export const saturationWords = reasons({
  open: { zh: (f: Taken) => `${takenZh(f)}。`, en: (f: Taken) => `${takenEn(f)}.` },
  full: {
    zh: (f: Taken & Until) => `${takenZh(f)}；${release(f, 'zh')} 起有下一次。`,
    en: (f: Taken & Until) => `${takenEn(f)}; next from ${release(f, 'en')}.`,
  },
  closed: {
    zh: (f: Taken) => `${takenZh(f)}；不会自动放行，要联系须有例外。`,
    en: (f: Taken) => `${takenEn(f)}; it does not release by itself, only an override lets another through.`,
  },
})
