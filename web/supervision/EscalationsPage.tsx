import './supervision.css'
import './steering.css'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { answerEscalation, listEscalations, takeEscalation } from '../../server/followups/steering-contract.ts'
import { givenToWords } from '../../server/followups/steering-reasons.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { AnswerDrawer } from './AnswerDrawer.tsx'

export type Escalation = AnswerOf<typeof listEscalations>['items'][number]

/** What agents sent up: who asks what, until when, who deals with it; answered at one place. */
export function EscalationsPage() {
  const t = useT()
  const [{ show }, set] = useFilters(['show'])
  const answered = show === 'answered'
  const list = useList(listEscalations, { query: { answered: String(answered) } })
  const [answering, setAnswering] = useState<Escalation | null>(null)
  return (
    <Page title={t('supervision.escalations')} hint={t('supervision.escalations-hint')}>
      <search className="shows">
        <fieldset aria-label={t('supervision.escalations')}>
          <button type="button" aria-pressed={!answered} onClick={() => set('show', undefined)}>
            {t('supervision.escalations-open')}
          </button>
          <button type="button" aria-pressed={answered} onClick={() => set('show', 'answered')}>
            {t('supervision.escalations-answered')}
          </button>
        </fieldset>
      </search>
      {list.problem && <ProblemNote error={list.problem} onRetry={list.retry} />}
      {!list.rows && !list.problem && <Skeleton active paragraph={{ rows: 6 }} />}
      {list.rows?.length === 0 &&
        (answered ? (
          <Empty title={t('supervision.no-answered')} />
        ) : (
          <Empty title={t('supervision.no-escalations')} hint={t('supervision.no-escalations-hint')} />
        ))}
      <ul className="escalation-list">
        {list.rows?.map(row => (
          <One key={row.id} row={row} onAnswer={() => setAnswering(row)} />
        ))}
      </ul>
      {list.hasMore && (
        <div className="table-more">
          <Button onClick={list.loadMore} loading={list.loadingMore}>
            {t('kit.more')}
          </Button>
        </div>
      )}
      <AnswerDrawer of={answering} onClose={() => setAnswering(null)} />
    </Page>
  )
}

function One({ row, onAnswer }: { row: Escalation; onAnswer: () => void }) {
  const t = useT()
  const say = useSay()
  const take = useDo(takeEscalation, { topics: ['followups'] })
  const { followup } = row
  const another = row.takenByName !== null && !row.takenByMe ? row.takenByName : null
  return (
    <li>
      <header>
        <h2>{followup.customerName}</h2>
        {row.answeredAt ? (
          <Status feel="good">
            {t('supervision.answered-by', { name: row.answeredByName ?? t('supervision.product') })}{' '}
            <Time at={row.answeredAt} />
          </Status>
        ) : (
          <Status feel={row.overdue ? 'bad' : 'waiting'}>
            {t('supervision.answer-due')} <Time at={row.dueAt} />
          </Status>
        )}
      </header>
      <p className="escalation-facts">
        <span>{followup.campaignName ?? t('supervision.by-hand')}</span>
        <span>{followup.reason}</span>
        <span>{followup.branchName}</span>
      </p>
      <blockquote>{row.note}</blockquote>
      <p className="escalation-facts">
        <span>{t('supervision.raised-by-at', { name: row.raisedByName })}</span>
        <Time at={row.raisedAt} />
        {!row.answeredAt && <span>{takenSaid(row, t)}</span>}
      </p>
      {row.answer && <Answered row={row} />}
      <footer>
        {!row.answeredAt && (
          <>
            <Button type="primary" needs={answerEscalation} onClick={onAnswer}>
              {t('supervision.answer')}
            </Button>
            <Button
              needs={takeEscalation}
              whyNot={
                another ? t('supervision.why-taken', { name: another }) : row.takenByMe && t('supervision.taken-by-me')
              }
              loading={take.isPending}
              onClick={() => take.mutate({ params: { id: row.id } }, { onError: say.problem })}
            >
              {t('supervision.take')}
            </Button>
          </>
        )}
        <Link to={`/followups?id=${followup.id}`}>{t('supervision.open-followup')}</Link>
      </footer>
    </li>
  )
}

function takenSaid(row: Escalation, t: ReturnType<typeof useT>): string {
  if (row.takenByMe) return t('supervision.taken-by-me')
  return row.takenByName ? t('supervision.taken-by', { name: row.takenByName }) : t('supervision.not-taken')
}

function Answered({ row }: { row: Escalation }) {
  const language = useLanguage()
  return (
    <p className="as-written">
      {row.answer}
      {row.givenTo && <span className="muted">{` · ${givenToWords[row.givenTo][language]}`}</span>}
    </p>
  )
}
