import { MailOutlined, PhoneOutlined } from '@ant-design/icons'
import type { ContactChannel } from '../../server/contacts/channel-rules.ts'
import { useT } from './words.ts'

const ICON: Record<ContactChannel, typeof PhoneOutlined> = { phone: PhoneOutlined, email: MailOutlined }

/** By what a customer is reached: its icon and its word. */
export function ChannelMark({ of: channel }: { of: ContactChannel }) {
  const t = useT()
  const Icon = ICON[channel]
  return (
    <span className="channel-mark">
      <Icon aria-hidden />
      {t(`kit.channel-${channel}`)}
    </span>
  )
}
