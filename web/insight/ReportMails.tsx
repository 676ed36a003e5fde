import { Drawer } from 'antd'
import { listReportMails } from '../../server/reports/schedule-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useList } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { type Feel, Status } from '../kit/Status.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Schedule } from './schedule.ts'

type Mail = AnswerOf<typeof listReportMails>['items'][number]

const FEEL: Record<Mail['state'], Feel> = { waiting: 'waiting', sending: 'info', sent: 'good', failed: 'bad' }

/** Every mail of a report, with the words of the mail server where it refused. */
export function ReportMails({ schedule, onClose }: { schedule: Schedule | null; onClose: () => void }) {
  const t = useT()
  return (
    <Drawer
      title={schedule?.name}
      open={schedule !== null}
      onClose={onClose}
      size={720}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    >
      {schedule && <MailsOf id={schedule.id} />}
      <p className="faint">{t('insight.mail-twice')}</p>
    </Drawer>
  )
}

function MailsOf({ id }: { id: string }) {
  const t = useT()
  const list = useList(listReportMails, { params: { id } }, { topics: ['reports'] })
  return (
    <Table<Mail>
      label={t('insight.schedule-log')}
      list={list}
      rowKey={row => row.id}
      empty={<Empty title={t('insight.mails-empty')} hint={t('insight.mails-empty-hint')} />}
      columns={[
        {
          key: 'to',
          title: t('insight.mail-recipient'),
          phone: 'title',
          value: row => (
            <>
              {row.recipient} {row.isTest && <span className="faint">{t('insight.mail-test')}</span>}
            </>
          ),
        },
        { key: 'slot', title: t('insight.mail-slot'), width: 130, value: row => <Time at={row.slot} /> },
        {
          key: 'state',
          title: t('insight.mail-state'),
          value: row => (
            <span className="mail-state">
              <Status feel={FEEL[row.state]}>{t(`insight.mail-state-${row.state}`)}</Status>
              {row.tries > 1 && <span className="faint">{t('insight.mail-tries', { tries: String(row.tries) })}</span>}
              {row.state === 'waiting' && row.nextAt && row.tries > 0 && (
                <span className="faint">
                  {t('insight.mail-again')}
                  <Time at={row.nextAt} />
                </span>
              )}
              {row.text && <small>{row.text}</small>}
              {row.words && <code>{row.words}</code>}
            </span>
          ),
        },
      ]}
    />
  )
}
