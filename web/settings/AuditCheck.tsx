import './admin.css'
import { Modal } from 'antd'
import type { verifyAudit } from '../../server/privacy/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { Status } from '../kit/Status.tsx'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type Found = AnswerOf<typeof verifyAudit>

/** What a check of the log found, and how it can tell. */
export function AuditCheck({ found, onClose }: { found: Found | null; onClose: () => void }) {
  const t = useT()
  return (
    <Modal
      open={found !== null}
      title={t('audit.verify-title')}
      footer={null}
      onCancel={onClose}
      width={620}
      destroyOnHidden
    >
      {found && (
        <>
          <p>
            <Status feel={found.intact ? 'good' : 'bad'}>
              <b>{t(found.intact ? 'audit.verify-intact' : 'audit.verify-broken')}</b>
            </Status>
          </p>
          <p className="muted">{t('audit.verify-counts', found)}</p>
          <p className="muted" style={{ marginBottom: 12 }}>
            {t('audit.verify-how')}
          </p>
          {found.findings.length > 0 && (
            <Table
              label={t('audit.verify-broken')}
              list={rowsAsList(found.findings)}
              rowKey={row => `${row.kind} ${row.number} ${row.entryId}`}
              empty={null}
              columns={[
                { key: 'kind', title: '', phone: 'title', value: row => t(`audit.finding-${row.kind}`) },
                {
                  key: 'number',
                  title: t('audit.place'),
                  value: row =>
                    row.number === null
                      ? t('audit.finding-unsealed')
                      : t('audit.finding-place', { number: row.number }),
                },
                { key: 'at', title: t('settings.at'), value: row => <Time at={row.at} /> },
              ]}
            />
          )}
          {found.head && (
            <>
              <p className="muted" style={{ marginTop: 12 }}>
                {t('audit.verify-head')}
              </p>
              <div className="link-shown head-shown">
                <code
                  title={`${found.head.number}:${found.head.code}`}
                >{`${found.head.number}:${found.head.code}`}</code>
              </div>
            </>
          )}
        </>
      )}
    </Modal>
  )
}
