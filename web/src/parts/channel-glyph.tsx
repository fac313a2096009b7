/** Which channel, as a small sign with its name for those who hear it. */
import {
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconFlask,
  IconForms,
  IconMail,
  IconMessage,
  IconPhone,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const SIGNS: Record<string, typeof IconMail> = {
  telegram: IconBrandTelegram,
  mail: IconMail,
  email: IconMail,
  telephony: IconPhone,
  phone: IconPhone,
  calls: IconPhone,
  website: IconForms,
  form: IconForms,
  whatsapp: IconBrandWhatsapp,
  loopback: IconFlask,
};

export function ChannelGlyph({ channel, size = 16 }: { channel: string; size?: number }) {
  const { t } = useTranslation();
  const Sign = SIGNS[channel] ?? IconMessage;
  const name = t(`channels.${channel}`, { defaultValue: channel });
  return <Sign size={size} stroke={1.8} role="img" aria-label={name} title={name} />;
}
