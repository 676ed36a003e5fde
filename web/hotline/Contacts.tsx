import { type LedgerOutcome, ledgerOutcomeWords } from '../../server/contacts/reasons.ts'
import { Panel } from '../kit/Page.tsx'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { type Column, rowsAsList, Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { type Say, useT } from '../kit/words.ts'
import type { Contact } from './told.ts'

interface ContactsProps {
  contacts: readonly Contact[]
  chosen: Contact | null
  onChoose: (contact: Contact) => void
}

/** Every registered contact that fits, newest first; the one chosen is told about above. */
export function Contacts({ contacts, chosen, onChoose }: ContactsProps) {
  const t = useT()
  const severalCustomers = new Set(contacts.map(({ customerId }) => customerId)).size > 1
  return (
    <Panel title={t('hotline.contacts')}>
      <Table
        label={t('hotline.contacts')}
        list={rowsAsList(contacts)}
        rowKey={row => row.id}
        openKey={chosen?.id ?? null}
        onOpen={onChoose}
        empty={null}
        columns={[when(t, severalCustomers), ...facts(t)]}
      />
    </Panel>
  )
}

function when(t: Say, severalCustomers: boolean): Column<Contact> {
  return {
    key: 'at',
    title: t('hotline.at'),
    phone: 'title',
    value: row => (
      <>
        <strong>
          <Time at={row.at} />
        </strong>
        {severalCustomers && <div className="muted">{row.customerName}</div>}
      </>
    ),
  }
}

function facts(t: Say): Column<Contact>[] {
  return [
    {
      key: 'who',
      title: t('hotline.who'),
      value: row => (
        <div>
          {row.staffName}
          <div className="muted">{[...new Set([row.branchName, row.teamName])].join(' · ')}</div>
        </div>
      ),
    },
    {
      key: 'why',
      title: t('hotline.campaign'),
      value: row => (
        <div>
          {row.campaignName ?? t('hotline.by-hand')}
          <div className="muted">{row.campaignName ? <Approval contact={row} /> : row.reason}</div>
        </div>
      ),
    },
    {
      key: 'number',
      title: t('hotline.shown'),
      value: row => (
        <div className="num">
          {row.callerNumber}
          <div className="muted">
            {t(row.channel === 'email' ? 'hotline.mailed-to' : 'hotline.to', { masked: row.masked })}
          </div>
        </div>
      ),
    },
    { key: 'outcome', title: t('hotline.outcome'), value: row => <Outcome contact={row} /> },
  ]
}

function Approval({ contact }: { contact: Contact }) {
  const t = useT()
  if (!contact.approvedAt) return t('hotline.not-approved')
  return (
    <>
      {t('hotline.approved-by', { name: contact.approvedByName ?? '–' })} <Time at={contact.approvedAt} />
    </>
  )
}

function Outcome({ contact }: { contact: Contact }) {
  const t = useT()
  const language = useLanguage()
  if (contact.state === 'reserved') return <Status feel="waiting">{t('hotline.outcome-reserved')}</Status>
  if (!contact.outcome) return <Status feel="info">{t('hotline.outcome-open')}</Status>
  const said = <span className="hotline-capital">{outcomeSaid(contact.outcome as LedgerOutcome, language)}</span>
  return <Status feel={contact.conversed ? 'info' : 'quiet'}>{said}</Status>
}

function outcomeSaid(outcome: LedgerOutcome, language: Language): string {
  return ledgerOutcomeWords[outcome][language]()
}
