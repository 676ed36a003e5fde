import { MailOutlined, PhoneOutlined } from '@ant-design/icons'
import { useT } from './words.ts'

const ICON = { phone: PhoneOutlined, email: MailOutlined } as const
export type Channel = keyof typeof ICON

/** By what a customer is reached: its icon and its word. */
export function ChannelMark({ of: channel }: { of: Channel }) {
  const t = useT()
  const Icon = ICON[channel]
  return (
    <span className="channel-mark">
      <Icon aria-hidden />
      {t(`kit.channel-${channel}`)}
    </span>
  )
}
