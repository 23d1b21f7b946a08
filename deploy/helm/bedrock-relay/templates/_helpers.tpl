{{- define "relay.name" -}}
{{ .Values.fullnameOverride | default .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "relay.labels" -}}
app.kubernetes.io/name: bedrock-relay
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "relay.metadata" -}}
name: {{ include "relay.name" . }}
namespace: {{ .Release.Namespace }}
labels:
  {{- include "relay.labels" . | nindent 2 }}
{{- end }}

{{/* What has a value of its own in the chart is not to be said twice. */}}
{{- define "relay.settings" -}}
{{- $own := dict "RELAY_DRAIN_DELAY" (printf "%ds" (int .Values.drain.delay)) "RELAY_DRAIN_DEADLINE" (printf "%ds" (int .Values.drain.deadline)) "RELAY_CATALOGUE_SNAPSHOT" "/var/cache/bedrock-relay/catalogue.json" }}
{{- if .Values.keys.secretName }}{{ $_ := set $own "RELAY_ACCESS_KEYS_FILE" "/etc/bedrock-relay/keys/keys.yaml" }}{{ end }}
{{- if .Values.traces.endpoint }}{{ $_ := set $own "OTEL_EXPORTER_OTLP_ENDPOINT" .Values.traces.endpoint }}{{ end }}
{{- toYaml (merge $own .Values.settings) }}
{{- end }}

{{/* A changed setting rolls the pods. */}}
{{- define "relay.settingsName" -}}
{{ include "relay.name" . }}-{{ include "relay.settings" . | sha256sum | trunc 10 }}
{{- end }}

{{/* A pod that goes has to wait for its streams: not more than one in the time that a drain may take. */}}
{{- define "relay.behavior" -}}
scaleUp:
  selectPolicy: Max
  stabilizationWindowSeconds: 0
  policies:
    - type: Percent
      value: 100
      periodSeconds: 30
scaleDown:
  selectPolicy: Max
  stabilizationWindowSeconds: 300
  policies:
    - type: Pods
      value: 1
      periodSeconds: {{ include "relay.grace" . }}
{{- end }}

{{/* preStop (5 s), the drain, and time for the last errors to arrive. */}}
{{- define "relay.grace" -}}
{{ add 25 (int .Values.drain.delay) (int .Values.drain.deadline) }}
{{- end }}

{{- define "relay.policy" -}}
podSelector:
  matchLabels:
    {{- include "relay.labels" . | nindent 4 }}
policyTypes:
  - Egress
{{- end }}
