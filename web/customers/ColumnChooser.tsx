import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { CUSTOMER_COLUMNS } from '../../server/customers/list-contract.ts'
import { useT } from '../kit/words.ts'
import { COLUMN_WORD } from './customer-columns.tsx'
import type { ColumnName } from './list-address.ts'

interface ColumnChooserProps {
  columns: readonly ColumnName[]
  onChange: (columns: readonly ColumnName[]) => void
}

/** Chooses the columns of the list and their order; the shown ones stand first. */
export function ColumnChooser({ columns, onChange }: ColumnChooserProps) {
  const t = useT()
  const rest = CUSTOMER_COLUMNS.filter(name => !columns.includes(name))
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('customers.list-columns')}
      content={
        <ul className="column-list">
          {[...columns, ...rest].map(name => (
            <li key={name}>
              <Checkbox
                checked={columns.includes(name)}
                onChange={event =>
                  onChange(event.target.checked ? [...columns, name] : columns.filter(one => one !== name))
                }
              >
                {t(COLUMN_WORD[name])}
              </Checkbox>
              {columns.includes(name) && <Movers name={name} columns={columns} onChange={onChange} />}
            </li>
          ))}
        </ul>
      }
    >
      <Button type="text" size="small" icon={<TableOutlined aria-hidden />}>
        {t('customers.list-columns')}
      </Button>
    </Popover>
  )
}

function Movers({ name, columns, onChange }: ColumnChooserProps & { name: ColumnName }) {
  const t = useT()
  const at = columns.indexOf(name)
  const move = (by: number) => onChange(columns.with(at, columns[at + by]!).with(at + by, name))
  const called = { name: t(COLUMN_WORD[name]) }
  return (
    <span>
      <Button
        type="text"
        size="small"
        disabled={at === 0}
        aria-label={t('customers.column-up', called)}
        icon={<ArrowUpOutlined aria-hidden />}
        onClick={() => move(-1)}
      />
      <Button
        type="text"
        size="small"
        disabled={at === columns.length - 1}
        aria-label={t('customers.column-down', called)}
        icon={<ArrowDownOutlined aria-hidden />}
        onClick={() => move(1)}
      />
    </span>
  )
}
