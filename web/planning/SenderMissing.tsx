import { WarningFilled } from '@ant-design/icons'
import { Link } from 'react-router'
import { readMailSender, setMailSender } from '../../server/contacts/mail-sender-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { MailsHeldUp } from '../kit/MailsHeldUp.tsx'
import { useMay } from '../kit/me.ts'
import { useT } from '../kit/words.ts'

/** Whether customers could not know the organisation's mails as its own, so that no campaign may write. */
export function useSenderMissing(writes: boolean): boolean {
  const { data } = useAsk(readMailSender, {}, { when: writes })
  return writes && data?.address === null
}

/** Says that no sender is registered, and leads to where that is done; else what the operator has to set. */
export function SenderMissing() {
  const t = useT()
  const isMissing = useSenderMissing(true)
  const mayRegister = useMay(setMailSender.permission)
  if (!isMissing) return <MailsHeldUp />
  return (
    <div className="note note-warn" role="status">
      <p>
        <WarningFilled aria-hidden /> {t('planning.sender-missing')}{' '}
        {mayRegister ? (
          <Link to="/settings/organisation" target="_blank">
            {t('planning.sender-register')}
          </Link>
        ) : (
          t('planning.sender-ask')
        )}
      </p>
    </div>
  )
}
