import { Button } from 'antd'
import { useParams } from 'react-router'
import { readMailStop, stopMails } from '../../server/contacts/mail-contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import { Doorstep } from './Doorstep.tsx'

/** Where the link in a mail leads: one click, and the address gets no more. Opening the page changes nothing. */
export function StopMailsPage() {
  const t = useT()
  const { token = '' } = useParams()
  const given = { params: { token } }
  const { data, error } = useAsk(readMailStop, given)
  const stop = useDo(stopMails, { topics: [] })
  const stopped = stop.isSuccess || data?.stopped
  return (
    <Doorstep
      title={t('signIn.stop-mails')}
      hint={data ? t(stopped ? 'signIn.stopped-mails-hint' : 'signIn.stop-mails-hint', data) : ''}
    >
      <ProblemNote error={error ?? stop.error} />
      {stopped && (
        <p role="status">
          <Status feel="good">{t('signIn.stop-mails-done')}</Status>
        </p>
      )}
      {data && !stopped && (
        <Button type="primary" size="large" block loading={stop.isPending} onClick={() => stop.mutate(given)}>
          {t('signIn.stop-mails-now')}
        </Button>
      )}
    </Doorstep>
  )
}
