import './mail.css'
import { mailBody } from '../../server/contacts/mail-rules.ts'
import { readMailSender } from '../../server/contacts/mail-sender-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

/** What stands before the signature of a mail (RFC 3676, section 4.3). */
const SIGNATURE = '\n-- \n'

interface Written {
  subject: string
  text: string
  /** Why it is written, in words the customer reads. */
  reason: string
  writtenByName: string
}

/** A mail as the customer gets it, with what the product adds to each. */
export function MailAsRead({ subject, text, reason, writtenByName }: Written) {
  const t = useT()
  const language = useLanguage()
  const { organisation } = useMe()
  const sender = useAsk(readMailSender).data?.address
  if (!subject.trim() && !text.trim()) return <p className="muted">{t('kit.mail-nothing-yet')}</p>
  const whole = mailBody(
    { language, text, reason, writtenByName },
    { organisation: organisation.name, serviceNumber: organisation.serviceNumber, link: t('kit.mail-stop-link') },
  )
  const end = whole.lastIndexOf(SIGNATURE)
  return (
    <section className="mail-preview" aria-label={t('kit.mail-preview')}>
      <h3 className="part-title">{t('kit.mail-preview')}</h3>
      <dl>
        <dt>{t('kit.mail-from')}</dt>
        <dd>
          {organisation.name} <span className="muted">{sender}</span>
        </dd>
        <dt>{t('kit.mail-subject')}</dt>
        <dd>
          <b>{subject}</b>
        </dd>
      </dl>
      <p className="as-written">{whole.slice(0, end).trimEnd()}</p>
      <p className="as-written mail-under">{whole.slice(end + SIGNATURE.length).trimEnd()}</p>
    </section>
  )
}
