import { type Language, useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'

interface AmountProps {
  value: number | null
  /** ISO 4217; without one the bare number is shown. */
  currency: string | null
}

/** An amount of money with its currency. */
export function Amount({ value, currency }: AmountProps) {
  const language = useLanguage()
  if (value === null) return null
  return <span className="num">{sayAmount(value, currency, language)}</span>
}

function sayAmount(value: number, currency: string | null, language: Language): string {
  if (!currency) return sayNumber(value, language)
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value)
}
