import {
  BarChartOutlined,
  CalendarOutlined,
  ContactsOutlined,
  CustomerServiceOutlined,
  EyeOutlined,
  PhoneOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { AreaName } from './routes.ts'

const ICONS = {
  desk: PhoneOutlined,
  hotline: CustomerServiceOutlined,
  customers: ContactsOutlined,
  planning: CalendarOutlined,
  supervision: EyeOutlined,
  insight: BarChartOutlined,
  settings: SettingOutlined,
} as const

export function areaIcon(name: AreaName): ReactNode {
  const Icon = ICONS[name]
  return <Icon aria-hidden />
}
