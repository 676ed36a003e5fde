import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Line } from './Line.tsx'
import { sayFactValue, sayField, saySource } from './say-fact.ts'
import type { ChangeRow, ConsentRow, MachineEventRow, VerdictRow } from './timeline.ts'

/** A word of the customer on being reached. */
export function ConsentLine({ row }: { row: ConsentRow }) {
  const t = useT()
  const facts = { purpose: t(`customers.class-${row.purposeClass}`), channel: t(`customers.channel-${row.channel}`) }
  return (
    <Line
      kind={t('customers.one-consent')}
      content={row.evidence}
      aside={[saySource(row.source, t), row.recordedByName, row.voidedAt && t('customers.consent-voided')]}
      end={
        <Status feel={row.given ? 'good' : 'bad'}>
          {t(row.given ? 'customers.consent-word-given' : 'customers.consent-word-withdrawn', facts)}
        </Status>
      }
    />
  )
}

const FEEL = { allow: 'good', defer: 'waiting', deny: 'bad' } as const

/** Whether he might be contacted at a moment, and why not. */
export function VerdictLine({ row }: { row: VerdictRow }) {
  const t = useT()
  const merged = row.ofMerged && t('customers.of-merged', { name: row.ofMerged })
  return (
    <Line
      kind={t(`customers.verdict-${row.moment}`)}
      content={row.reasons.join(' ')}
      aside={[merged, t('customers.verdict-policy', { version: row.policyVersion })]}
      end={<Status feel={FEEL[row.kind]}>{t(`customers.decided-${row.kind}`)}</Status>}
    />
  )
}

/** What became of something we know. */
export function ChangeLine({ row }: { row: ChangeRow }) {
  const t = useT()
  const content = useSayChange(row)
  const about = row.field === 'added' ? null : row.subjectText
  return (
    <Line
      kind={t('customers.one-change')}
      content={content}
      aside={[
        about,
        row.ofMerged && t('customers.of-merged', { name: row.ofMerged }),
        row.staffName,
        row.importFile,
        row.note,
      ]}
      end={<span className="faint">{saySource(row.source, t)}</span>}
    />
  )
}

/** A change in one line: what was added, or from what to what. */
export function useSayChange(
  row: Pick<ChangeRow, 'subject' | 'subjectText' | 'field' | 'oldValue' | 'newValue'>,
): string {
  const t = useT()
  const language = useLanguage()
  if (row.field === 'added') {
    if (row.subject === 'person') return t('customers.change-person-added', { name: row.subjectText ?? '' })
    if (row.subject === 'contact-point') return t('customers.change-point-added', { masked: row.subjectText ?? '' })
    return t('customers.change-added')
  }
  const say = (value: string | null) =>
    value === null || value === '' ? t('customers.nothing') : sayFactValue(row.field, value, t, language)
  const field = sayField(row.field, t)
  return row.oldValue === null
    ? t('customers.change-to', { field, to: say(row.newValue) })
    : t('customers.change-from-to', { field, from: say(row.oldValue), to: say(row.newValue) })
}

/** What happened with a machine while the customer owned it. */
export function MachineLine({ row }: { row: MachineEventRow }) {
  const t = useT()
  const change = useSayChange({
    subject: 'customer',
    subjectText: null,
    field: row.field ?? '',
    oldValue: row.oldValue,
    newValue: row.newValue,
  })
  const name = [row.brand, row.model, row.serialNumber].filter(Boolean).join(' ')
  return (
    <Line
      kind={t(`customers.event-${row.kind}`)}
      content={row.kind === 'changed' ? change : name}
      aside={[row.kind === 'changed' && name, row.staffName, saySource(row.source, t)]}
      end={
        row.reading && (
          <span>
            <Num value={row.reading.value} /> {t(`customers.unit-${row.reading.unit}`)}
          </span>
        )
      }
    />
  )
}
