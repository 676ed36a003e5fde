import { Button, type GetRef, Input } from 'antd'
import { useRef } from 'react'
import { PLACEHOLDERS, type Placeholder, unknownPlaceholders } from '../../server/scripts/rules.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayList } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'

const MOST_LETTERS = 2000

interface OpeningEditorProps {
  opening: string
  missing: boolean
  onChange: (opening: string) => void
}

/** The opening as it is written; what a call fills in is inserted where the caret stands. */
export function OpeningEditor({ opening, missing, onChange }: OpeningEditorProps) {
  const t = useT()
  const language = useLanguage()
  const area = useRef<GetRef<typeof Input.TextArea>>(null)
  const unknown = unknownPlaceholders(opening)
  const fault = unknown.length > 0 || missing
  const insert = (placeholder: Placeholder) => {
    const element = area.current?.resizableTextArea?.textArea
    const from = element?.selectionStart ?? opening.length
    const to = element?.selectionEnd ?? from
    const piece = `{${placeholder}}`
    onChange((opening.slice(0, from) + piece + opening.slice(to)).slice(0, MOST_LETTERS))
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(from + piece.length, from + piece.length)
    })
  }
  return (
    <Panel title={t('planning.opening')}>
      <div className={fault ? 'fault' : undefined}>
        <Input.TextArea
          ref={area}
          className="opening-text"
          aria-label={t('planning.opening')}
          maxLength={MOST_LETTERS}
          autoSize={{ minRows: 3, maxRows: 10 }}
          {...(fault && { status: 'error' as const })}
          value={opening}
          onChange={event => onChange(event.target.value)}
        />
        {fault && (
          <p className="field-problem" role="alert">
            {missing
              ? t('kit.required')
              : t('planning.unknown-placeholder', {
                  names: sayList(
                    unknown.map(name => `{${name}}`),
                    language,
                  ),
                })}
          </p>
        )}
      </div>
      <p className="field-hint">{t('planning.opening-hint')}</p>
      <Placeholders onInsert={insert} />
    </Panel>
  )
}

/** What a call fills in, as chips to press. */
function Placeholders({ onInsert }: { onInsert: (placeholder: Placeholder) => void }) {
  const t = useT()
  return (
    <div className="add-chips placeholders">
      {PLACEHOLDERS.map(placeholder => (
        <Button
          key={placeholder}
          size="small"
          title={t('planning.insert-placeholder', { name: t(`planning.placeholder-${placeholder}`) })}
          onClick={() => onInsert(placeholder)}
        >
          {t(`planning.placeholder-${placeholder}`)} <code>{`{${placeholder}}`}</code>
        </Button>
      ))}
    </div>
  )
}
