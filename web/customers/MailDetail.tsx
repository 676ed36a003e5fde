import { Skeleton } from 'antd'
import { listMails } from '../../server/contacts/mail-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'

/** What a mail to the customer says, and how it went. */
export function MailDetail({ customerId, contactId }: { customerId: string; contactId: string }) {
  const t = useT()
  const given = { params: { id: customerId }, query: { contactId } }
  const { data: found, error, refetch } = useAsk(listMails, given, { topics: ['contacts'] })
  const data = found?.items[0]
  if (found && !data) return null
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton active />
  return (
    <>
      <div className="say-aloud">
        <h3 className="part-title">{t('customers.mail-how')}</h3>
        <p>{data.sentence}</p>
      </div>
      <div className="say-aloud">
        <h3 className="part-title">{t('customers.mail-content')}</h3>
        <p>
          <b>{data.subject}</b>
        </p>
        <p className="as-written">{data.text}</p>
      </div>
    </>
  )
}
