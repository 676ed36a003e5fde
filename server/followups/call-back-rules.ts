import type { Question } from '../scripts/rules.ts'

/** A promise is kept before anything else that waits (1 low – 9 high). */
export const CALL_BACK_PRIORITY = 9

/** How long after the time promised it is still tried. */
export const CALL_BACK_WITHIN_HOURS = 72

/** The built-in script of a promised call, made once in each organisation. */
export const CALL_BACK_SCRIPT: { name: string; opening: string; minutes: number; questions: Question[] } = {
  name: '约定回电（内置）',
  opening: '您好，{customer}，我是{company}的{agent}。{reason}，按约定给您回电，大约{minutes}分钟，现在方便吗？',
  minutes: 5,
  questions: [{ id: 'settled', text: '您来电的事情，这次是否说清楚了？', kind: 'yes-no', required: true }],
}

const LONGEST_REASON = 200

/** Why he is called, as the agent reads it aloud: what he rang about, cut where it is too long to say. */
export function reasonToCallBack(note: string): string {
  const letters = [...`您之前来电：${note.trim()}`]
  return letters.length <= LONGEST_REASON ? letters.join('') : `${letters.slice(0, LONGEST_REASON - 1).join('')}…`
}
