import { App } from 'antd'
import { confirmRecipient } from '../../server/reports/schedule-contract.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Schedule } from './schedule.ts'

/** Who gets a report; an owner confirms addresses outside the staff here. */
export function Recipients({ schedule }: { schedule: Schedule }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const confirm = useDo(confirmRecipient, { topics: ['reports'] })
  const ask = ({ id, address }: Schedule['recipients'][number]) =>
    modal.confirm({
      title: t('insight.recipient-confirm-sure', { address: address ?? '' }),
      okText: t('insight.recipient-confirm'),
      onOk: () =>
        confirm.mutate(
          { params: { id: schedule.id }, body: { recipientId: id } },
          { onSuccess: () => say.done(t('insight.recipient-confirmed')), onError: say.problem },
        ),
    })
  return (
    <ul className="recipients">
      {schedule.recipients.map(row => (
        <li key={row.id}>
          {row.name ?? row.address}
          {!row.confirmed && (
            <>
              {' '}
              <span className="faint">{t('insight.recipient-waits')}</span>{' '}
              <Button size="small" type="link" needs={confirmRecipient} onClick={() => ask(row)}>
                {t('insight.recipient-confirm')}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
