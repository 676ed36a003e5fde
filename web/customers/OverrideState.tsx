import type { listOverridesOfCustomer } from '../../server/contacts/leave-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import type { Language } from '../kit/preferences.ts'
import { type Feel, Status } from '../kit/Status.tsx'
import { sayList } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'

export type OverrideRow = AnswerOf<typeof listOverridesOfCustomer>['items'][number]

const FEEL: Record<OverrideRow['state'], Feel> = {
  waiting: 'waiting',
  'in-force': 'good',
  used: 'info',
  refused: 'bad',
  withdrawn: 'quiet',
  expired: 'quiet',
}

/** How an override stands. */
export function OverrideState({ state }: { state: OverrideRow['state'] }) {
  const t = useT()
  return <Status feel={FEEL[state]}>{t(`customers.override-state-${state}`)}</Status>
}

/** The rules that an override passes, by what the policy calls them. */
export function sayRules({ rules }: OverrideRow, language: Language): string {
  const names = rules.map(({ name }) => name)
  return sayList(names, language)
}
