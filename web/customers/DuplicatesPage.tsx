import './customers.css'
import './list.css'
import { Skeleton } from 'antd'
import { Link } from 'react-router'
import { listDuplicates, listMerges, undoMerge } from '../../server/customers/merge-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { MergeCard } from './MergeCard.tsx'
import { Splits } from './Splits.tsx'
import { SurveyLine } from './SurveyLine.tsx'

/** Customers who may be one: merged or found to be two, pair by pair; and every merge, with the way back. */
export function DuplicatesPage() {
  const t = useT()
  const { data, error, refetch } = useAsk(listDuplicates)
  return (
    <Page title={t('customers.duplicates')} hint={t('customers.duplicates-hint')}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton active />}
      {data && <SurveyLine kind="duplicates" state={data.survey} />}
      {data && !data.survey.asOf && <Empty title={t('customers.survey-wait')} hint={t('customers.survey-wait-hint')} />}
      {data?.survey.asOf && data.items.length === 0 && (
        <Empty
          title={t('customers.duplicates-none')}
          hint={t('customers.duplicates-none-hint')}
          to="/customers"
          step={t('customers.merge-go-list')}
        />
      )}
      <div className="merge-cards">
        {data?.items.map(({ first, second, reasons }) => (
          <MergeCard key={first.id + second.id} pair={[first, second]} reasons={reasons} />
        ))}
      </div>
      {data?.more && <p className="muted">{t('customers.duplicates-more')}</p>}
      <Merges />
      <Splits />
    </Page>
  )
}

type Merge = AnswerOf<typeof listMerges>['items'][number]

function Merges() {
  const t = useT()
  const list = useList(listMerges)
  return (
    <Panel title={t('customers.merges')}>
      <Table<Merge>
        label={t('customers.merges')}
        list={list}
        rowKey={row => row.id}
        dim={row => row.undoneAt !== null}
        empty={<Empty title={t('customers.merges-none')} hint={t('customers.merges-none-hint')} />}
        columns={[
          {
            key: 'survivor',
            title: t('customers.merge-survivor'),
            phone: 'title',
            value: row => <Link to={`/customers/${row.survivorId}`}>{row.survivorName}</Link>,
          },
          {
            key: 'gone',
            title: t('customers.merge-gone'),
            value: row => [row.goneName, row.goneNumber].filter(Boolean).join(' · '),
          },
          { key: 'by', title: t('customers.merge-by'), width: 120, value: row => row.mergedByName },
          { key: 'at', title: t('customers.merge-at'), width: 150, value: row => <Time at={row.mergedAt} /> },
          { key: 'act', title: '', width: 140, value: row => <TakeBack merge={row} /> },
        ]}
      />
    </Panel>
  )
}

function TakeBack({ merge }: { merge: Merge }) {
  const t = useT()
  const say = useSay()
  const undo = useDo(undoMerge, {
    topics: ['customers', 'activity', 'contacts', 'followups', 'cases'],
    onDone: () => say.done(t('customers.merge-undone-now')),
  })
  if (merge.undoneAt) return t('customers.merge-state-undone', { name: merge.undoneByName ?? '' })
  return (
    <Button
      type="text"
      size="small"
      needs={undoMerge}
      loading={undo.isPending}
      onClick={() => undo.mutate({ params: { id: merge.id } }, { onError: say.problem })}
    >
      {t('customers.merge-undo')}
    </Button>
  )
}
