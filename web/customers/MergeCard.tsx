import { Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { getCustomer } from '../../server/customers/contract.ts'
import { dismissDuplicate, mergeCustomers, undoMerge } from '../../server/customers/merge-contract.ts'
import type { MergeField } from '../../server/customers/merge-rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { PointMark } from './PointMark.tsx'

type Customer = AnswerOf<typeof getCustomer>

interface MergeCardProps {
  pair: readonly [Customer, Customer]
  reasons?: readonly ('phone' | 'name-and-branch' | 'name-and-last-four')[]
  onDone?: (survivorId: string) => void
}

/** What is shown of both, and which of it one chooses between. */
const FIELDS = [
  { field: 'name', word: 'customers.name', value: (one: Customer) => one.name },
  { field: 'externalId', word: 'customers.external-id', value: (one: Customer) => one.externalId },
  { field: 'branchId', word: 'customers.branch', value: (one: Customer) => one.branchName },
  { field: 'ownerId', word: 'customers.list-owner', value: (one: Customer) => one.ownerName },
  { field: 'country', word: 'customers.country', value: (one: Customer) => one.country },
  { field: 'birthday', word: 'customers.field-birthday', value: (one: Customer) => one.birthday },
  { field: 'language', word: 'customers.field-language', value: (one: Customer) => one.language },
  { field: 'note', word: 'customers.note', value: (one: Customer) => one.note },
] as const satisfies readonly { field: MergeField; word: string; value: (one: Customer) => string | null }[]

/** Two customers side by side: who stays, and of each field that differs, which value wins. */
export function MergeCard({ pair, reasons = [], onDone }: MergeCardProps) {
  const t = useT()
  const say = useSay()
  const [keep, setKeep] = useState(() => (pair[0].createdAt <= pair[1].createdAt ? 0 : 1))
  const [winners, setWinners] = useState<Partial<Record<MergeField, number>>>({})
  const topics = ['customers', 'activity', 'contacts', 'followups', 'cases']
  const undo = useDo(undoMerge, { topics, onDone: () => say.done(t('customers.merge-undone-now')) })
  const merge = useDo(mergeCustomers, {
    topics,
    onDone: done => {
      say.done(t('customers.merge-done'), () => undo.mutate({ params: { id: done.id } }, { onError: say.problem }))
      onDone?.(done.survivorId)
    },
  })
  const dismiss = useDo(dismissDuplicate, { onDone: () => say.done(t('customers.merge-dismissed')) })
  const taken = FIELDS.map(({ field }) => field).filter(field => (winners[field] ?? keep) !== keep)
  const [survivor, gone] = [pair[keep]!, pair[1 - keep]!]
  return (
    <section className="merge-card">
      {reasons.length > 0 && (
        <p className="muted">{reasons.map(reason => t(`customers.duplicate-${reason}`)).join(' · ')}</p>
      )}
      <ProblemNote error={merge.error ?? dismiss.error} />
      <table>
        <thead>
          <tr>
            <td />
            {pair.map((one, at) => (
              <th key={one.id} scope="col" className={at === keep ? 'merge-kept' : undefined}>
                <Radio
                  checked={at === keep}
                  aria-label={t('customers.merge-keep-one', { name: one.name })}
                  onChange={() => setKeep(at)}
                >
                  {t('customers.merge-keep')}
                </Radio>
                <Link to={`/customers/${one.id}`}>{one.name}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FIELDS.map(({ field, word, value }) => (
            <tr key={field}>
              <th scope="row">{t(word)}</th>
              {pair.map((one, at) => (
                <td key={one.id} className={at === keep ? 'merge-kept' : undefined}>
                  <Choice
                    differs={Boolean(value(pair[0]) && value(pair[1])) && value(pair[0]) !== value(pair[1])}
                    word={t(word)}
                    value={value(one)}
                    wins={(winners[field] ?? keep) === at}
                    onWin={() => setWinners({ ...winners, [field]: at })}
                  />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('customers.contact-points')}</th>
            {pair.map((one, at) => (
              <td key={one.id} className={at === keep ? 'merge-kept' : undefined}>
                <span className="points">
                  {one.points.slice(0, 5).map(point => (
                    <PointMark key={point.id} point={point} />
                  ))}
                </span>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('customers.created-on')}</th>
            {pair.map((one, at) => (
              <td key={one.id} className={at === keep ? 'merge-kept' : undefined}>
                <Time at={one.createdAt} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <div className="merge-acts">
        <Button
          loading={dismiss.isPending}
          needs={dismissDuplicate}
          onClick={() => dismiss.mutate({ body: { firstId: survivor.id, secondId: gone.id } })}
        >
          {t('customers.merge-not-same')}
        </Button>
        <Button
          type="primary"
          needs={mergeCustomers}
          loading={merge.isPending}
          onClick={() => merge.mutate({ body: { survivorId: survivor.id, goneId: gone.id, taken } })}
        >
          {t('customers.merge-do')}
        </Button>
      </div>
    </section>
  )
}

interface ChoiceProps {
  differs: boolean
  word: string
  value: string | null
  wins: boolean
  onWin: () => void
}

function Choice({ differs, word, value, wins, onWin }: ChoiceProps) {
  const t = useT()
  const said = value ?? <span className="faint">{t('customers.merge-blank')}</span>
  if (!differs) return said
  return (
    <Radio checked={wins} aria-label={t('customers.merge-take', { field: word, value: value ?? '' })} onChange={onWin}>
      {said}
    </Radio>
  )
}
