import type { z } from 'zod'
import { paceOf } from '../platform/progress-rules.ts'
import type { Language } from '../platform/reason.ts'
import { PolicyContent as Content, type PolicyContent } from '../policy/rule-contract.ts'
import type { PolicyReplay } from './replay-contract.ts'
import { type NotKnownCode, notKnownReasons } from './replay-reasons.ts'
import type { ReplayFound, ReplayRow } from './replay-store.ts'
import { calledById } from './rule-name-rules.ts'

export type SeenReplay = z.output<typeof PolicyReplay>

/** A replay as it is told. */
export function replayInWords(run: ReplayRow, { outdated }: { outdated: boolean }, language: Language): SeenReplay {
  const { id, startedAt, startedByName, isMine, from, until, phase, done, ofAll, finishedAt, policyVersion } = run
  const content = Content.parse(run.content)
  return {
    ...{ id, startedAt, startedByName, isMine, from, until, phase, done, ofAll, finishedAt, policyVersion, outdated },
    ...paceOf(run),
    found: 'contacts' in run.found ? foundInWords(run.found as ReplayFound, content, language) : null,
  }
}

function foundInWords(found: ReplayFound, content: PolicyContent, language: Language): SeenReplay['found'] {
  const { contacts, stopped, stoppedAnyway, byRule } = found
  return {
    ...{ contacts, stopped, stoppedAnyway },
    byRule: Object.entries(byRule)
      .map(([rule, counted]) => ({ rule, name: calledById(rule, content, language), ...counted }))
      .sort((a, b) => b.contacts - a.contacts || (a.rule < b.rule ? -1 : 1)),
    notKnown: notKnown(found, content).map(([code, count]) => ({
      code,
      sentence: notKnownReasons[code][language]({ count }),
    })),
  }
}

/** What of the past is not known, as far as a rule of the draft asks for it. */
function notKnown({ outside, reconstructed }: ReplayFound, { rules, exemptions }: PolicyContent) {
  const has = (kind: string) => rules.some(rule => rule.kind === kind)
  const scoped = [...rules, ...exemptions].some(({ scope: { tags, stages, branchIds } }) =>
    [tags, stages, branchIds].some(part => part && part.length > 0),
  )
  const agreed =
    rules.some(rule => rule.kind === 'gap' && rule.after === 'attempts' && rule.layer === 'own') ||
    exemptions.some(one => one.agreedOnly)
  const told: [NotKnownCode, number, boolean][] = [
    ['appointments-not-known', 0, agreed],
    ['consents-by-day-given', 0, has('consent')],
    ['customer-as-now', 0, scoped || has('speaker')],
    ['own-hours-as-now', 0, has('own-hours')],
    ['deadlines-not-known', reconstructed, reconstructed > 0],
    ['speaker-not-known', outside, outside > 0 && has('speaker')],
  ]
  return told.filter(([, , asked]) => asked).map(([code, count]) => [code, count] as const)
}
