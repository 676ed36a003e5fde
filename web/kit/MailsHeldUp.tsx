import { WarningFilled } from '@ant-design/icons'
import { readMailSender } from '../../server/contacts/mail-sender-contract.ts'
import { useAsk } from './ask.ts'
import { useMay } from './me.ts'
import { useT } from './words.ts'

/** Says that mails to customers wait, and what the operator has to set for them; nothing where they go out. */
export function MailsHeldUp() {
  const t = useT()
  const { data } = useAsk(readMailSender, {}, { when: useMay(readMailSender.permission) })
  if (!data?.lacks) return null
  return (
    <div className="note note-warn" role="status">
      <p>
        <WarningFilled aria-hidden /> {t(`kit.mails-lack-${data.lacks}`)}
      </p>
    </div>
  )
}
