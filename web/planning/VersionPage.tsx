import { Segmented, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { getCampaign } from '../../server/campaigns/contract.ts'
import { FESTIVAL_WORDS } from '../../server/campaigns/festival-reasons.ts'
import { listVersions } from '../../server/campaigns/version-contract.ts'
import { PLACEHOLDERS } from '../../server/scripts/rules.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { sayList } from '../kit/say-time.ts'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { MailAsWritten, useBranchName } from './CampaignInWords.tsx'
import { CampaignSteps } from './CampaignSteps.tsx'
import { sayCondition } from './conditions.ts'
import { Between, Purposes } from './pieces.tsx'
import { type Content, sayHow, sayMoment, saySample } from './say-campaign.ts'
import { FEEL_OF_DECISION } from './Versions.tsx'
import {
  COMPARED,
  type Compared,
  type ConditionLine,
  changedFields,
  compareLists,
  linesOf,
  type Question,
  type Version,
} from './version-diff.ts'
import './wizard.css'

/** A version as it was submitted beside the one before it: field by field, conditions, questions. */
export function VersionPage() {
  const t = useT()
  const { id = '', number = '' } = useParams()
  const campaign = useAsk(getCampaign, { params: { id } }).data
  const list = useList(listVersions, { params: { id }, query: { limit: 200 } })
  const at = list.rows?.findIndex(version => String(version.number) === number) ?? -1
  const version = list.rows?.[at]
  if (!version || !campaign) {
    return (
      <Page title={t('planning.versions')}>
        {list.problem ? (
          <ProblemNote error={list.problem} onRetry={list.retry} />
        ) : list.rows && campaign ? (
          <Empty title={t('planning.no-such-version')} to={`/campaigns/${id}`} step={t('planning.back-to-campaign')} />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </Page>
    )
  }
  const decision = version.decision ?? 'waiting'
  const before = list.rows![at + 1]
  return (
    <Page
      title={t('planning.version-of', { name: version.content.name, number: version.number })}
      hint={
        <span className="version-hint">
          <Status feel={FEEL_OF_DECISION[decision]}>{t(`planning.version-${decision}`)}</Status>
          <span>
            {t('planning.submitted-by', { name: version.submittedBy.name })} <Time at={version.submittedAt} />
          </span>
          {version.decidedBy && (
            <span>
              {version.decidedBy.name} <Time at={version.decidedAt} />
            </span>
          )}
          <Link to={`/campaigns/${id}`}>{t('planning.back-to-campaign')}</Link>
        </span>
      }
      action={version.decision === null && <CampaignSteps campaign={campaign} dialable={undefined} only="decision" />}
    >
      {version.note && (
        <div className="note note-warn">
          <p>{version.note}</p>
        </div>
      )}
      <Comparison version={version} before={before} />
    </Page>
  )
}

function Comparison({ version, before }: { version: Version; before: Version | undefined }) {
  const t = useT()
  const changed = before ? changedFields(before.content, version.content) : []
  const [view, setView] = useState<'changes' | 'all'>(before ? 'changes' : 'all')
  const shown = view === 'all' ? COMPARED : COMPARED.filter(field => changed.includes(field))
  const questions = compareLists(before?.script.questions ?? version.script.questions, version.script.questions)
  const opened = before !== undefined && before.script.opening !== version.script.opening
  const asked = questions.filter(({ mark }) => mark !== 'same').length
  return (
    <>
      <Panel
        title={
          before
            ? t('planning.compared-with', { number: before.number, count: changed.length })
            : t('planning.first-version')
        }
        extra={
          before && (
            <Segmented
              size="small"
              value={view}
              onChange={setView}
              options={[
                { value: 'changes', label: t('planning.only-changes') },
                { value: 'all', label: t('planning.whole') },
              ]}
            />
          )
        }
      >
        {shown.length === 0 && <p className="muted">{t('planning.same-content')}</p>}
        <dl className="compared">
          {shown.map(field => (
            <Field key={field} field={field} version={version} before={changed.includes(field) ? before : undefined} />
          ))}
        </dl>
      </Panel>
      <Panel
        title={t('planning.script-of-version', { name: version.script.name })}
        extra={
          before && (
            <span className="faint">
              {asked === 0 && !opened ? t('planning.same-script') : t('planning.questions-changed', { count: asked })}
            </span>
          )
        }
      >
        {opened && <Opening mark="removed">{before.script.opening}</Opening>}
        <Opening mark={opened ? 'added' : 'same'}>{version.script.opening}</Opening>
        <ol className="compared-questions">
          {questions.map(({ mark, item }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same question may stand in both versions.
            <li key={index} className={`mark-${mark}`}>
              <Marked mark={mark} />
              {item.text}
              <span className="faint"> {optionsOf(item)}</span>
            </li>
          ))}
        </ol>
      </Panel>
    </>
  )
}

const optionsOf = ({ options, min, max }: Question) =>
  options?.join(' / ') ?? (min === undefined || max === undefined ? '' : `${min}–${max}`)

function Marked({ mark }: { mark: 'same' | 'added' | 'removed' }) {
  const t = useT()
  return mark === 'same' ? null : <b className="mark">{t(`planning.mark-${mark}`)}</b>
}

/** The opening as it was written, with names in the places a call fills in. */
function Opening({ mark, children }: { mark: 'same' | 'added' | 'removed'; children: string }) {
  const t = useT()
  return (
    <p className={`compared-opening mark-${mark}`}>
      <Marked mark={mark} />
      {children.split(/(\{[^{}]*\})/).map((piece, at) => {
        const filled = PLACEHOLDERS.find(name => piece === `{${name}}`)
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is nothing but its place in the text.
        return filled ? <mark key={at}>{t(`planning.placeholder-${filled}`)}</mark> : piece
      })}
    </p>
  )
}

interface FieldProps {
  field: Compared
  version: Version
  /** The version it differs from; nothing where it is the same. */
  before: Version | undefined
}

function Field({ field, version, before }: FieldProps) {
  const t = useT()
  return (
    <>
      <dt>{t(`planning.field-of-${field}`)}</dt>
      <dd>
        {field === 'conditions' && before ? (
          <ComparedConditions before={before.content} after={version.content} />
        ) : (
          <>
            {before && (
              <div className="mark-removed">
                <Marked mark="removed" />
                <Said content={before.content} field={field} />
              </div>
            )}
            <div className={before ? 'mark-added' : undefined}>
              {before && <Marked mark="added" />}
              <Said content={version.content} field={field} />
            </div>
          </>
        )}
      </dd>
    </>
  )
}

function ComparedConditions({ before, after }: { before: Content; after: Content }) {
  return compareLists(linesOf(before.conditions), linesOf(after.conditions)).map(({ mark, item }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same condition may stand in both versions.
    <div key={index} className={`mark-${mark}`} style={{ paddingInlineStart: 8 + item.depth * 20 }}>
      <Marked mark={mark} />
      <ConditionSaid line={item} />
    </div>
  ))
}

function ConditionSaid({ line }: { line: ConditionLine }) {
  const t = useT()
  const language = useLanguage()
  const branchName = useBranchName()
  if ('joined' in line) {
    const how = line.not ? (line.joined === 'or' ? 'not-any' : 'not') : line.joined
    return <span className="muted">{t(`planning.group-of-${how}`)}</span>
  }
  const said = sayCondition(line.condition, {
    ...{ t, language },
    branchName: id => branchName(id) ?? t('planning.other-branch'),
  })
  return (
    <>
      {said.asks} <span className="condition-value-said">{said.value}</span>
    </>
  )
}

function Said({ content, field }: { content: Content; field: Compared }): ReactNode {
  const t = useT()
  const language = useLanguage()
  switch (field) {
    case 'purposes':
      return <Purposes of={content.purposes} />
    case 'owner':
      return content.owner.name
    case 'trigger': {
      const festivals = (content.trigger.festivals ?? []).map(festival => FESTIVAL_WORDS[festival][language])
      return [sayMoment(content.trigger, t), festivals.length > 0 && sayList(festivals, language)]
        .filter(Boolean)
        .join(' · ')
    }
    case 'conditions': {
      const lines = linesOf(content.conditions)
      if (lines.length === 0) return <span className="faint">{t('planning.everyone')}</span>
      return lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one group never move.
        <div key={index} style={{ paddingInlineStart: line.depth * 20 }}>
          <ConditionSaid line={line} />
        </div>
      ))
    }
    case 'sample':
      return saySample(content.sample, t)
    case 'channels':
      return t(`planning.says-${sayHow(content.channels)}`)
    case 'mail':
      return content.mail ? (
        <MailAsWritten mail={content.mail} />
      ) : (
        <span className="faint">{t('planning.no-mail')}</span>
      )
    case 'validity':
      return content.validFrom && content.validUntil && <Between from={content.validFrom} until={content.validUntil} />
    case 'team':
      return content.teamName
    case 'script':
      return content.scriptName
    case 'maxAttempts':
      return t('planning.at-most-times', { times: content.maxAttempts })
    default:
      return content[field] || <span className="faint">{t('planning.value-open')}</span>
  }
}
