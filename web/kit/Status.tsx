import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  InfoCircleFilled,
  MinusCircleOutlined,
  WarningFilled,
} from '@ant-design/icons'
import type { ReactNode } from 'react'

/** How a state is felt: by colour and by shape, so that it is told apart without colour. */
export type Feel = 'good' | 'warn' | 'bad' | 'info' | 'waiting' | 'quiet'

const ICON = {
  good: CheckCircleFilled,
  warn: WarningFilled,
  bad: CloseCircleFilled,
  info: InfoCircleFilled,
  waiting: ClockCircleOutlined,
  quiet: MinusCircleOutlined,
} as const

/** A state in words with its icon: `<Status feel="good">{t('…')}</Status>`. */
export function Status({ feel, children }: { feel: Feel; children: ReactNode }) {
  const Icon = ICON[feel]
  return (
    <span className={`status status-${feel}`}>
      <Icon aria-hidden />
      {children}
    </span>
  )
}
