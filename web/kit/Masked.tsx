import { LockOutlined } from '@ant-design/icons'
import { useT } from './words.ts'

/** A masked identifier as the server sent it; the page never has the full one. */
export function Masked({ value }: { value: string | null | undefined }) {
  const t = useT()
  if (!value) return <span className="faint">–</span>
  return (
    <span className="masked" title={t('kit.masked')}>
      {value}
      <LockOutlined aria-label={t('kit.masked')} />
    </span>
  )
}
