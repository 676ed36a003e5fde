import { listSessions, revokeSession } from '../../server/people/contract.ts'
import { useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Page } from '../kit/Page.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { deviceOf } from './device.ts'

/** Where my account is signed in, and the way to end what I do not recognise. */
export function SessionsPage() {
  const t = useT()
  const say = useSay()
  const list = useList(listSessions)
  const revoke = useDo(revokeSession, { onDone: () => say.done(t('settings.revoked')) })
  return (
    <Page title={t('settings.sessions')} hint={t('settings.sessions-hint')}>
      <Table
        label={t('settings.sessions')}
        list={list}
        rowKey={row => row.id}
        empty={null}
        columns={[
          {
            key: 'device',
            title: t('settings.device'),
            phone: 'title',
            value: row => (
              <span title={row.userAgent ?? undefined}>{deviceOf(row.userAgent) ?? t('settings.unknown-device')}</span>
            ),
          },
          { key: 'address', title: t('settings.address'), value: row => row.address || '–' },
          { key: 'since', title: t('settings.signed-in-at'), value: row => <Time at={row.createdAt} /> },
          { key: 'until', title: t('settings.expires-at'), value: row => <Time at={row.expiresAt} /> },
          {
            key: 'current',
            title: '',
            width: 130,
            value: row => row.current && <Status feel="info">{t('settings.this-session')}</Status>,
          },
          {
            key: 'do',
            title: '',
            width: 110,
            right: true,
            value: row => (
              <Button
                size="small"
                type="text"
                whyNot={row.current && t('settings.revoke-current')}
                onClick={() => revoke.mutate({ params: { id: row.id } }, { onError: say.problem })}
              >
                {t('settings.revoke')}
              </Button>
            ),
          },
        ]}
      />
    </Page>
  )
}
