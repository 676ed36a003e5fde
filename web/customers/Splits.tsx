import { Link } from 'react-router'
import { listSplits, undoSplit } from '../../server/customers/split-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Panel } from '../kit/Page.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type Split = AnswerOf<typeof listSplits>['items'][number]

/** Everything that a split touches. */
export const SPLIT_TOPICS = ['customers', 'machines', 'activity', 'contacts', 'followups', 'cases'] as const

/** Every split, with the way back. */
export function Splits() {
  const t = useT()
  const list = useList(listSplits)
  return (
    <Panel title={t('customers.splits')}>
      <Table<Split>
        label={t('customers.splits')}
        list={list}
        rowKey={row => row.id}
        dim={row => row.undoneAt !== null}
        empty={<Empty title={t('customers.splits-none')} hint={t('customers.splits-none-hint')} />}
        columns={[
          {
            key: 'kept',
            title: t('customers.split-kept'),
            phone: 'title',
            value: row => <Link to={`/customers/${row.keptId}`}>{row.keptName}</Link>,
          },
          {
            key: 'part',
            title: t('customers.split-part'),
            value: row => <Link to={`/customers/${row.partId}`}>{row.partName}</Link>,
          },
          { key: 'by', title: t('customers.merge-by'), width: 120, value: row => row.splitByName },
          { key: 'at', title: t('customers.merge-at'), width: 150, value: row => <Time at={row.splitAt} /> },
          { key: 'act', title: '', width: 140, value: row => <TakeBack split={row} /> },
        ]}
      />
    </Panel>
  )
}

function TakeBack({ split }: { split: Split }) {
  const t = useT()
  const say = useSay()
  const undo = useDo(undoSplit, {
    topics: SPLIT_TOPICS,
    onDone: () => say.done(t('customers.split-undone-now')),
  })
  if (split.undoneAt) return t('customers.merge-state-undone', { name: split.undoneByName ?? '' })
  return (
    <Button
      type="text"
      size="small"
      needs={undoSplit}
      loading={undo.isPending}
      onClick={() => undo.mutate({ params: { id: split.id } }, { onError: say.problem })}
    >
      {t('customers.split-undo')}
    </Button>
  )
}
