import { Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { CustomerKind } from '../../server/customers/contract.ts'
import { previewSplit, splitCustomer, undoSplit } from '../../server/customers/split-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './customer-types.ts'
import { SplitColumns } from './SplitColumns.tsx'
import { SPLIT_TOPICS } from './Splits.tsx'
import { useSplitItems } from './use-split-items.tsx'

/** Who the new customer is, what goes to him, what follows from it, and the split itself. */
export function SplitForm({ customer }: { customer: Customer }) {
  const t = useT()
  const say = useSay()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [kind, setKind] = useState(customer.kind)
  const [number, setNumber] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { items, problem, more } = useSplitItems(customer)
  const of = (part: (typeof items)[number]['part']) =>
    items.filter(item => item.part === part && chosen.has(item.id)).map(item => item.id)
  const choice = {
    pointIds: of('points'),
    personIds: of('persons'),
    machineIds: of('machines'),
    activityIds: of('activities'),
  }
  const body = {
    customerId: customer.id,
    ...choice,
    name: name.trim(),
    kind,
    externalId: number.trim() || undefined,
  }
  const isChosen = Object.values(choice).some(ids => ids.length > 0)
  const tried = { ...body, name: customer.name, externalId: undefined }
  const preview = useAsk(previewSplit, { body: tried }, { when: isChosen, topics: SPLIT_TOPICS })
  const undo = useDo(undoSplit, {
    topics: SPLIT_TOPICS,
    onDone: () => say.done(t('customers.split-undone-now')),
  })
  const split = useDo(splitCustomer, {
    topics: SPLIT_TOPICS,
    onDone: done => {
      say.done(t('customers.split-done'), () => undo.mutate({ params: { id: done.id } }, { onError: say.problem }))
      navigate(`/customers/${done.partId}`)
    },
  })
  const move = (id: string, goes: boolean) => {
    const next = new Set(chosen)
    if (goes) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const whyNot = !isChosen
    ? t('customers.split-needs-choice')
    : !name.trim()
      ? t('customers.split-needs-name')
      : preview.error?.message
  return (
    <>
      <ProblemNote error={problem ?? split.error ?? (isChosen ? preview.error : null)} />
      <Form layout="vertical" className="split-who">
        <Form.Item label={t('customers.split-new-name')} required>
          <Input value={name} maxLength={200} onChange={event => setName(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('customers.kind')}>
          <Segmented
            value={kind}
            onChange={setKind}
            options={CustomerKind.options.map(value => ({ value, label: t(`customers.kind-${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('customers.split-new-number')}>
          <Input value={number} maxLength={100} onChange={event => setNumber(event.target.value)} />
        </Form.Item>
      </Form>
      <p className="split-keys">{t('customers.split-keys')}</p>
      <SplitColumns
        items={items}
        chosen={chosen}
        onMove={move}
        names={{ stays: customer.name, goes: name.trim() || t('customers.split-new') }}
        more={
          more && (
            <Button size="small" loading={more.loading} onClick={more.load}>
              {t('customers.split-more')}
            </Button>
          )
        }
      />
      <section className="split-follows" aria-live="polite">
        <h2>{t('customers.split-follows')}</h2>
        {isChosen && preview.data && !preview.error ? (
          <Follows moves={preview.data} />
        ) : (
          <p className="muted">{t('customers.split-follows-none')}</p>
        )}
        <Button
          type="primary"
          needs={splitCustomer}
          whyNot={whyNot}
          loading={split.isPending}
          onClick={() => split.mutate({ body })}
        >
          {t('customers.split-do')}
        </Button>
      </section>
    </>
  )
}

function Follows({ moves }: { moves: AnswerOf<typeof previewSplit> }) {
  const t = useT()
  return (
    <ul>
      <li>{t('customers.split-moves', moves)}</li>
      {moves.followups + moves.cases + moves.contacts > 0 && <li>{t('customers.split-follow', moves)}</li>}
      {moves.wishes > 0 && <li>{t('customers.split-wishes', { count: moves.wishes })}</li>}
      <li>{t('customers.split-stay-rest')}</li>
    </ul>
  )
}
