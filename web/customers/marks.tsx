import './list.css'
import type { listTags, Stage, TAG_COLOURS } from '../../server/customers/list-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { language } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

export type TagColours = ReadonlyMap<string, (typeof TAG_COLOURS)[number]>

/** The colour of each tag of the vocabulary. */
export function coloursOf(tags: AnswerOf<typeof listTags>['items'] | undefined): TagColours {
  return new Map((tags ?? []).map(({ name, colour }) => [name, colour]))
}

/** A tag: a coloured dot and its word, so that it is told apart without colour. */
export function TagMark({ name, colour = 'grey' }: { name: string; colour?: (typeof TAG_COLOURS)[number] }) {
  return <span className={`tag-mark tag-${colour}`}>{name}</span>
}

/** The stage of the life cycle a customer is in; since when on hover. */
export function StageMark({ stage, since }: { stage: Stage; since?: string | null }) {
  const t = useT()
  const day = since && new Date(since).toLocaleDateString(language.get())
  return (
    <span className={`stage-mark stage-${stage}`} title={day ? t('customers.since-day', { day }) : undefined}>
      {t(`customers.stage-${stage}`)}
    </span>
  )
}
