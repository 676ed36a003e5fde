import type { readVerdict } from '../../server/contacts/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { type Feel, Status } from '../kit/Status.tsx'
import { exactTime, sayTime } from '../kit/say-time.ts'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type Verdict = AnswerOf<typeof readVerdict>

const FEEL: Record<Verdict['kind'], Feel> = { allow: 'good', defer: 'waiting', deny: 'bad' }

/**
 * A verdict with its reasons, the version of the policy it rests on, and from when on the contact is possible.
 * @param brief leaves out why, where that was said just before
 */
export function VerdictAnswer({ verdict, brief = false }: { verdict: Verdict; brief?: boolean }) {
  const t = useT()
  return (
    <div className={`verdict verdict-${verdict.kind}`} aria-live="polite">
      <p className="verdict-answer">
        <Status feel={FEEL[verdict.kind]}>{t(`customers.verdict-${verdict.kind}`)}</Status>
        {verdict.until && <From at={verdict.until} />}
      </p>
      {verdict.override && <p>{t('customers.verdict-by-override')}</p>}
      {verdict.exemption && <p>{t('customers.verdict-by-exemption')}</p>}
      {!brief && <Why verdict={verdict} />}
    </div>
  )
}

function Why({ verdict }: { verdict: Verdict }) {
  const t = useT()
  return (
    <>
      {verdict.reasons.map(reason => (
        <p key={`${reason.rule} ${reason.code}`}>{reason.sentence}</p>
      ))}
      {verdict.warnings.map(warning => (
        <p key={`${warning.rule} ${warning.code}`} className="muted">
          {warning.sentence}
        </p>
      ))}
      <small>{t('customers.verdict-since-all', { version: verdict.policyVersion })}</small>
    </>
  )
}

/** From when on we may. */
function From({ at }: { at: string }) {
  const t = useT()
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const now = useNow()
  const instant = Temporal.Instant.from(at)
  return (
    <time dateTime={at} title={exactTime(instant, { zone, language })}>
      {t('customers.may-from', { time: sayTime(instant, { now, zone, language }) })}
    </time>
  )
}
