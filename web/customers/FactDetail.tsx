import { useLanguage } from '../kit/preferences.ts'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Details } from './Details.tsx'
import { useSayChange } from './FactLine.tsx'
import { Source } from './Source.tsx'
import { sayFactValue, sayField, saySource } from './say-fact.ts'
import type { ChangeRow, ConsentRow, MachineEventRow, VerdictRow } from './timeline.ts'

export function ConsentDetail({ row }: { row: ConsentRow }) {
  const t = useT()
  return (
    <Details
      of={[
        [t('customers.consent-given'), t(row.given ? 'customers.consent-yes' : 'customers.consent-no')],
        [t('customers.consent-class'), t(`customers.class-${row.purposeClass}`)],
        [t('customers.consent-channels'), t(`customers.channel-${row.channel}`)],
        [t('customers.consent-at'), <Time key="at" at={row.at} />],
        row.expiresAt !== null && [t('customers.consent-expires'), <Time key="expires" at={row.expiresAt} />],
        [
          t(`customers.evidence-${row.evidenceKind}`),
          <span key="evidence" className="as-written">
            {row.evidence}
          </span>,
        ],
        [t('customers.fact-source'), saySource(row.source, t)],
        row.recordedByName !== null && [t('customers.changed-by'), row.recordedByName],
        row.voidedAt !== null && [t('customers.state'), t('customers.consent-voided')],
      ]}
    />
  )
}

export function VerdictDetail({ row }: { row: VerdictRow }) {
  const t = useT()
  return (
    <Details
      of={[
        [t('customers.when'), <Time key="at" at={row.at} />],
        [t('customers.state'), t(`customers.decided-${row.kind}`)],
        row.until !== null && [t('customers.verdict-until'), <Time key="until" at={row.until} />],
        row.reasons.length > 0 && [t('customers.verdict-why'), row.reasons.join(' ')],
        row.ofMerged !== null && [t('customers.merge-gone'), row.ofMerged],
        [t('customers.verdict-rules'), t('customers.verdict-policy', { version: row.policyVersion })],
      ]}
    />
  )
}

export function ChangeDetail({ row }: { row: ChangeRow }) {
  const t = useT()
  const language = useLanguage()
  const said = useSayChange(row)
  const say = (value: string | null) => (value ? sayFactValue(row.field, value, t, language) : t('customers.nothing'))
  return (
    <Details
      of={[
        [t('customers.when'), <Time key="at" at={row.at} />],
        row.subjectText !== null && [t('customers.fact-field'), row.subjectText],
        row.field === 'added'
          ? [t('customers.one-change'), said]
          : [sayField(row.field, t), row.oldValue === null ? say(row.newValue) : null],
        row.oldValue !== null && [t('customers.old-value'), say(row.oldValue)],
        row.oldValue !== null && [t('customers.new-value'), say(row.newValue)],
        row.ofMerged !== null && [t('customers.merge-gone'), row.ofMerged],
        [t('customers.note'), row.note],
        [t('customers.fact-source'), <Source key="source" of={row} />],
      ]}
    />
  )
}

export function MachineDetail({ row }: { row: MachineEventRow }) {
  const t = useT()
  const language = useLanguage()
  const say = (value: string | null) =>
    value ? sayFactValue(row.field ?? '', value, t, language) : t('customers.nothing')
  return (
    <Details
      of={[
        [t('customers.when'), <Time key="at" at={row.at} />],
        [t('customers.one-machine'), [row.brand, row.model].filter(Boolean).join(' ')],
        [t('customers.serial-number'), row.serialNumber],
        row.reading !== null && [
          t('customers.reading-value'),
          <span key="reading">
            <Num value={row.reading.value} /> {t(`customers.unit-${row.reading.unit}`)}
          </span>,
        ],
        row.field !== null && [sayField(row.field, t), `${say(row.oldValue)} → ${say(row.newValue)}`],
        [t('customers.fact-source'), saySource(row.source, t)],
        row.staffName !== null && [t('customers.changed-by'), row.staffName],
      ]}
    />
  )
}
