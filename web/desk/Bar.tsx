import { PhoneFilled, PhoneOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { sayDuration } from '../kit/say-time.ts'
import { type Say, useT } from '../kit/words.ts'
import { CallSaid } from './CallSaid.tsx'
import type { NotYet } from './draft.ts'
import { VerdictSaid } from './Help.tsx'
import { isQuick, keyOfOutcome } from './outcome-keys.ts'
import { dialNow } from './use-desk-keys.ts'
import { useSeconds } from './use-seconds.ts'
import type { Work } from './use-work.ts'
import type { Dialog } from './WorkOn.tsx'

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
const QUIET_LEASE_S = 120

/** The bar below: the call and its time, how it ended, and what is next. */
export function Bar({ work, open }: { work: Work; open: (dialog: Dialog) => void }) {
  const t = useT()
  const { dialled, lost, dial } = work
  return (
    <section className="desk-bar" aria-label={t('desk.call')}>
      <PhoneState work={work} />
      <div className="desk-bar-middle">
        <ProblemNote error={dial.error} />
        {lost ? (
          <p className="desk-lost">{t('desk.lost')}</p>
        ) : dialled ? (
          <QuickOutcomes work={work} />
        ) : (
          <Dial work={work} />
        )}
        {!lost && <CallSaid work={work} />}
      </div>
      <div className="desk-bar-end">
        {lost ? (
          <Button type="primary" onClick={work.leave}>
            {t('desk.lost-on')}
            <Key>{'N'}</Key>
          </Button>
        ) : dialled ? (
          <Settle work={work} open={open} />
        ) : (
          <>
            <Up work={work} open={open} />
            <Button onClick={() => open('skip')}>
              {t('desk.skip')}
              <Key>{'S'}</Key>
            </Button>
            <Button
              type={work.sheet.verdict.kind === 'allow' ? 'default' : 'primary'}
              onClick={() => open('give-back')}
            >
              {t('desk.give-back')}
              <Key>{'B'}</Key>
            </Button>
          </>
        )}
      </div>
    </section>
  )
}

/** What goes beyond the agent goes up; once is enough. */
function Up({ work, open }: { work: Work; open: (dialog: Dialog) => void }) {
  const t = useT()
  return (
    <Button whyNot={work.sheet.followup.withSupervisor && t('desk.escalated-already')} onClick={() => open('escalate')}>
      {t('desk.escalate')}
      <Key>{'U'}</Key>
    </Button>
  )
}

function PhoneState({ work: { dialled, sheet, pointId, leaseUntil, lost, saving } }: { work: Work }) {
  const t = useT()
  const now = useSeconds(!lost)
  const secondsSince = (at: string) => Math.trunc((now.epochMilliseconds - Date.parse(at)) / 1000)
  const point = sheet.customer.points.find(({ id }) => id === pointId)
  const left = -secondsSince(leaseUntil)
  return (
    <div className="desk-phone">
      {dialled ? <PhoneFilled className="desk-on" aria-hidden /> : <PhoneOutlined aria-hidden />}
      <div>
        {dialled?.dialledAt ? (
          <b className="desk-timer" role="timer">
            {sayDuration(Math.max(0, secondsSince(dialled.dialledAt)))}
          </b>
        ) : (
          <b>{t('desk.not-dialled')}</b>
        )}
        <span className="muted">
          {dialled?.masked ?? point?.masked ?? '–'}
          {point && ` ${t(`desk.line-${point.lineType ?? 'unknown'}`)}`}
        </span>
      </div>
      {!lost && left < QUIET_LEASE_S && (
        <div className="desk-lease" role="status">
          <span>{t('desk.lease-left', { time: sayDuration(Math.max(0, left)) })}</span>
          <Button size="small" onClick={saving.renew}>
            {t('desk.keep')}
            <Key>{'K'}</Key>
          </Button>
        </div>
      )}
    </div>
  )
}

/** The button to dial; where it may not be dialled the reason stands in its place. */
function Dial({ work }: { work: Work }) {
  const t = useT()
  const { sheet, pointId, dial } = work
  if (sheet.verdict.kind !== 'allow') return <VerdictSaid verdict={sheet.verdict} />
  const masked = sheet.customer.points.find(({ id }) => id === pointId)?.masked
  if (!masked) return <p className="desk-lost">{t('desk.no-number')}</p>
  return (
    <Button type="primary" size="large" icon={<PhoneOutlined />} loading={dial.isPending} onClick={() => dialNow(work)}>
      {t('desk.dial', { masked })}
      <Key>{'D'}</Key>
    </Button>
  )
}

function QuickOutcomes({ work }: { work: Work }) {
  const t = useT()
  const { sheet, draft, outcome, choose } = work
  const keys = draft.stage !== 'questions' && !(outcome?.needsAppointment && !draft.appointmentAt)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own.
    <div className="desk-quick" role="group" aria-label={t('desk.outcome')}>
      {sheet.outcomes
        .filter(choice => isQuick(choice.code))
        .map(choice => (
          <Tooltip key={choice.code} title={<span className="desk-capital">{choice.leadsTo.sentence}</span>}>
            <button
              type="button"
              className="desk-option"
              aria-pressed={choice.code === outcome?.code}
              onClick={() => choose(choice.code)}
            >
              {keys && <Key>{keyOfOutcome(choice.code)!}</Key>}
              <span className="desk-capital">{choice.text}</span>
            </button>
          </Tooltip>
        ))}
      <button
        type="button"
        className="desk-option desk-more"
        aria-pressed={outcome !== null && !isQuick(outcome.code)}
        onClick={() => choose(null)}
      >
        {keys && <Key>{'0'}</Key>}
        {outcome && !isQuick(outcome.code) ? (
          <span className="desk-capital">{outcome.text}</span>
        ) : (
          <>
            <span className="desk-wide">{t('desk.other-outcomes')}</span>
            <span className="desk-phone-only">{t('desk.outcome')}</span>
          </>
        )}
      </button>
    </div>
  )
}

function Settle({ work, open }: { work: Work; open: (dialog: Dialog) => void }) {
  const t = useT()
  const { outcome, missing, settle, trySettle } = work
  return (
    <>
      <Up work={work} open={open} />
      <p className="desk-next">
        {missing ? (
          <span className="muted">{notYetSaid(missing, t)}</span>
        ) : (
          <span className="desk-capital">{outcome?.leadsTo.sentence}</span>
        )}
      </p>
      <Button
        type="primary"
        size="large"
        loading={settle.isPending}
        whyNot={missing?.code === 'no-outcome' && notYetSaid(missing, t)}
        onClick={trySettle}
      >
        {t('desk.settle')}
        <Key>{`${MOD} ↵`}</Key>
      </Button>
    </>
  )
}

function notYetSaid(missing: NotYet, t: Say): string {
  return 'questions' in missing
    ? t(`desk.not-yet-${missing.code}`, { count: missing.questions.length })
    : t(`desk.not-yet-${missing.code}`)
}
