import { listAnswerTexts } from '../../server/reports/answers-contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useList } from '../kit/ask.ts'
import { Chart } from '../kit/Chart.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { trendPicture, valuesPicture } from './answer-pictures.ts'
import { type QuestionReport, sayInterval, sayMeasure } from './say-measure.ts'

interface QuestionPanelProps {
  question: QuestionReport
  smallBelow: number
  asked: Omit<GivenTo<typeof listAnswerTexts>['query'], 'question'>
}

/** One question: its number with the interval, how often each answer came, by week and per part; or the words. */
export function QuestionPanel({ question, smallBelow, asked }: QuestionPanelProps) {
  const t = useT()
  const language = useLanguage()
  const { n, isSmall } = question
  const few = isSmall && n > 0 && t('insight.answer-small', { least: String(smallBelow) })
  return (
    <Panel
      title={question.text}
      extra={
        <span className="panel-note" title={few || undefined}>
          {t('insight.answer-n', { n: sayNumber(n, language) })}
        </span>
      }
    >
      {few && <p className="answer-few">{few}</p>}
      {n === 0 && <p className="faint">{t('insight.answer-nobody')}</p>}
      {n > 0 && question.kind === 'text' && <Words question={question} asked={asked} />}
      {n > 0 && question.kind !== 'text' && (
        <div className={isSmall ? 'answer answer-small' : 'answer'}>
          <HeadlineOf question={question} />
          <div className="answer-pictures">
            <Values question={question} />
            <Trend question={question} />
          </div>
          <PartsOf question={question} smallBelow={smallBelow} />
        </div>
      )}
    </Panel>
  )
}

/** The values of a yes-or-no question in words. */
function useSayValue(): (value: string) => string {
  const t = useT()
  return value => (value === 'true' ? t('insight.answer-yes') : value === 'false' ? t('insight.answer-no') : value)
}

function HeadlineOf({ question: { headline, mean } }: { question: QuestionReport }) {
  const t = useT()
  const say = useSayValue()
  const { kind, of, value, low, high } = headline
  const name =
    kind === 'share' ? t('insight.measure-share', { of: of.map(say).join(' / ') }) : t(`insight.measure-${kind}`)
  return (
    <p className="answer-headline">
      <span>{name}</span>
      <b className="num">{sayMeasure(kind, value)}</b>
      <span className="faint num">{sayInterval(kind, low, high)}</span>
      {mean && kind !== 'mean' && (
        <span className="muted">
          {t('insight.answer-mean', { mean: sayMeasure('mean', mean.value) })}{' '}
          <span className="faint num">{sayInterval('mean', mean.low, mean.high)}</span>
        </span>
      )}
    </p>
  )
}

const BAR_PX = 30

function Values({ question }: { question: QuestionReport }) {
  const t = useT()
  const say = useSayValue()
  if (question.values.length === 0) return null
  return (
    <Chart<QuestionReport['values'][number]>
      title={t('insight.answer-values')}
      rows={question.values}
      height={Math.max(120, question.values.length * BAR_PX + 16)}
      picture={paint => valuesPicture(question, say, paint)}
      empty={null}
      columns={[
        { key: 'value', title: t('insight.answer-value'), phone: 'title', value: row => say(row.value) },
        { key: 'count', title: t('insight.answer-count'), right: true, value: row => <Num value={row.count} /> },
        { key: 'share', title: t('insight.answer-share'), right: true, value: row => <Num value={row.share} share /> },
        {
          key: 'interval',
          title: t('insight.answer-interval'),
          right: true,
          value: row => <span className="num">{sayInterval('share', row.low, row.high)}</span>,
        },
      ]}
    />
  )
}

function Trend({ question: { trend, headline } }: { question: QuestionReport }) {
  const t = useT()
  const language = useLanguage()
  if (trend.length < 2) return null
  return (
    <Chart<QuestionReport['trend'][number]>
      title={t('insight.answer-trend')}
      rows={trend}
      height={200}
      picture={paint => trendPicture(trend, headline.kind, language, paint)}
      empty={null}
      columns={[
        { key: 'week', title: t('insight.answer-week'), phone: 'title', value: row => row.week },
        { key: 'n', title: 'n', right: true, value: row => <Num value={row.n} /> },
        {
          key: 'value',
          title: t(headline.kind === 'share' ? 'insight.answer-share' : `insight.measure-${headline.kind}`),
          right: true,
          value: row => <span className="num">{sayMeasure(headline.kind, row.value)}</span>,
        },
        {
          key: 'interval',
          title: t('insight.answer-interval'),
          right: true,
          value: row => <span className="num">{sayInterval(headline.kind, row.low, row.high)}</span>,
        },
      ]}
    />
  )
}

function PartsOf({ question: { parts, headline }, smallBelow }: { question: QuestionReport; smallBelow: number }) {
  const t = useT()
  if (parts.length === 0) return null
  const few = parts.some(row => row.isSmall) && t('insight.answer-small', { least: String(smallBelow) })
  return (
    <>
      <Table<QuestionReport['parts'][number]>
        label={t('insight.answer-parts')}
        list={rowsAsList(parts)}
        rowKey={row => row.id ?? 'none'}
        dim={row => row.isSmall}
        empty={null}
        columns={[
          {
            key: 'name',
            title: t('insight.answer-parts'),
            phone: 'title',
            value: row => (
              <span title={(row.isSmall && few) || undefined}>
                {row.name ?? t('insight.no-campaign')}
                {row.isSmall && ' *'}
              </span>
            ),
          },
          { key: 'n', title: 'n', right: true, width: 80, value: row => <Num value={row.n} /> },
          {
            key: 'value',
            title: t(headline.kind === 'share' ? 'insight.answer-share' : `insight.measure-${headline.kind}`),
            right: true,
            width: 160,
            value: row => <b className="num">{sayMeasure(headline.kind, row.value)}</b>,
          },
          {
            key: 'interval',
            title: t('insight.answer-interval'),
            right: true,
            width: 140,
            value: row => <span className="num faint">{sayInterval(headline.kind, row.low, row.high)}</span>,
          },
        ]}
      />
      {few && <p className="answer-note">{`* ${few}`}</p>}
    </>
  )
}

function Words({ question, asked }: Pick<QuestionPanelProps, 'question' | 'asked'>) {
  const t = useT()
  const list = useList(
    listAnswerTexts,
    { query: { ...asked, question: question.id, limit: 10 } },
    { topics: ['followups', 'reports'] },
  )
  return (
    <>
      <p className="faint">{t('insight.answer-texts-hint')}</p>
      <Table
        label={t('insight.answer-texts')}
        list={list}
        rowKey={row => row.followupId}
        empty={<Empty title={t('insight.answer-no-texts')} />}
        columns={[
          { key: 'text', title: t('insight.answer-texts'), phone: 'title', value: row => row.text },
          { key: 'branch', title: t('insight.branch'), width: 140, value: row => row.branchName },
          { key: 'campaign', title: t('insight.campaign'), width: 200, value: row => row.campaignName ?? '–' },
          { key: 'at', title: t('insight.plan-time'), width: 130, value: row => <Time at={row.at} /> },
        ]}
      />
    </>
  )
}
